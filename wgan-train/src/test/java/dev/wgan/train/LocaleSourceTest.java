package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No text depends on the user's locale: numbers are formatted with {@code Locale.ROOT}, or by
 * {@code %s}, which no locale changes. {@code String.formatted} takes the default locale, in which
 * {@code %d} may write Arabic digits.
 */
class LocaleSourceTest {
  private static final String LITERAL = "\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"";
  private static final Pattern LITERALS =
      Pattern.compile("(" + LITERAL + ")(?:\\s*\\+\\s*(?:" + LITERAL + "))*", Pattern.DOTALL);
  private static final Pattern NUMBER =
      Pattern.compile("%(\\d+\\$)?[-#+0,(]*\\d*(\\.\\d+)?[dfegE](?![a-z])");

  /** A format of one number, to be chosen before it is used. */
  private static final Pattern ALONE = Pattern.compile("\"%\\.\\d+[fe]\"");

  private static final Pattern DEFAULT_LOCALE =
      Pattern.compile(
          "toLowerCase\\(\\)|toUpperCase\\(\\)|new (?:Scanner|DecimalFormat|Formatter)\\("
              + "|NumberFormat\\.get|String\\.format\\(\\s*\"");

  private static final List<String> WITH_LOCALE =
      List.of("Locale.ROOT,", "Locale.ROOT, \"", "Text.of(", "text(");

  @ParameterizedTest
  @ValueSource(strings = {"wgan-train", "wgan-onnx-export", "wgan-runtime", "wgan-benchmarks"})
  void everyTextIsTheSameInEveryLocale(String module) throws IOException {
    assertThat(faults(Path.of("..", module, "src", "main", "java"))).isEmpty();
  }

  private static List<String> faults(Path folder) throws IOException {
    List<String> faults = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        for (String fault : faults(source)) {
          faults.add(file.getFileName() + ": " + fault);
        }
      }
    }
    return faults;
  }

  private static List<String> faults(String source) {
    List<String> faults = new ArrayList<>();
    Matcher literal = LITERALS.matcher(source);
    while (literal.find()) {
      String before = source.substring(Math.max(0, literal.start() - 60), literal.start()).strip();
      if (NUMBER.matcher(literal.group()).find()
          && !ALONE.matcher(literal.group()).matches()
          && WITH_LOCALE.stream().noneMatch(before::endsWith)) {
        faults.add(literal.group());
      }
    }
    Matcher call = DEFAULT_LOCALE.matcher(source);
    while (call.find()) {
      faults.add(call.group());
    }
    return faults;
  }

  @Test
  void findsWhatItLooksFor() {
    assertThat(faults("a(\"%s of %d\".formatted(1, 2));")).hasSize(1);
    assertThat(faults("a(\"%,d\" + \" %s\".formatted(1));")).hasSize(1);
    assertThat(faults("a(\"\"\"\n  w[%1$d]\n  \"\"\".formatted(1));")).hasSize(1);
    assertThat(faults("String.format(\"%s\", 1); s.toLowerCase();")).hasSize(2);
    assertThat(faults("String.format(Locale.ROOT, \"%s of %d\", 1, 2); s(\"%s, 5 % d\");"))
        .isEmpty();
  }
}
