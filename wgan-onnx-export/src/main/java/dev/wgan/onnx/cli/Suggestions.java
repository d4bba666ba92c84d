package dev.wgan.onnx.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What somebody may have meant who mistyped the name of an option or a command. */
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
        .sorted(Comparator.comparingInt(name -> edits(typed, name)))
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
        && (edits(bare, name) <= MAX_EDITS || name.startsWith(bare.toLowerCase(Locale.ROOT)));
  }

  /** Insertions, deletions, substitutions and swaps of neighbours between two words. */
  private static int edits(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[to.length()];
  }
}
