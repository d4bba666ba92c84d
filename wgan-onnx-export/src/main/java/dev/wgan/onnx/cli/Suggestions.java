package dev.wgan.onnx.cli;

import dev.wgan.runtime.internal.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Suggestions for misspelt options and commands. */
final class Suggestions {
  private static final int MAX_EDITS = 2;

  private Suggestions() {}

  /** The names known to a command, nearest first, that are within two edits of what was typed. */
  static List<String> of(CommandLine command, String typed) {
    Collection<String> commands = command.getSubcommands().keySet();
    Stream<String> options =
        command.getCommandSpec().options().stream()
            .filter(option -> !option.hidden())
            .map(OptionSpec::longestName);
    return among(Stream.concat(commands.stream(), options).toList(), typed);
  }

  /** The names, nearest first, that are within two edits of what was typed, or continue it. */
  static List<String> among(Collection<String> names, String typed) {
    return names.stream()
        .filter(name -> near(typed, name))
        .sorted(Comparator.comparingInt(name -> Spelling.edits(typed, name)))
        .toList();
  }

  static Optional<String> sentence(CommandLine command, String typed) {
    List<String> names = of(command, typed);
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("Did you mean %s?".formatted(String.join(" or ", names)));
  }

  private static boolean near(String typed, String name) {
    String bare = typed.replaceFirst("=.*", "");
    return bare.length() > MAX_EDITS
        && (Spelling.edits(bare, name) <= MAX_EDITS
            || name.startsWith(bare.toLowerCase(Locale.ROOT)));
  }
}
