package dev.wgan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps wording out of sources and documentation that a reader has to read twice. */
class ProseTest {
  /** A summary opens with a noun of kind or a verb. */
  private static final Pattern SUMMARY =
      Pattern.compile(
          "^(What|Who|Whoever|Whatever|Whether|Tells|Which|Where|How|Why|When|Hears|Knows|Says)\\b");

  private static final List<Pattern> WORDING =
      List.of(
          // "is not an image", never "is no image"; "there is no file" is English
          Pattern.compile("(?i)(?<!there )\\b(?:is|are) no (?!longer\\b|more\\b|nearer\\b)[a-z]+"),
          // relations are "next to", "compared with", "after"
          Pattern.compile("(?i)\\bbeside\\b|\\bbehind\\b"),
          // code returns, throws, reports
          Pattern.compile("(?i)\\bhears\\b|\\btold by\\b|\\bis told\\b|\\bkeeps the books\\b"));

  /** Parameters of that name, and the places where something really is behind something. */
  private static final List<String> ALLOWED = List.of("@param beside");

  @Test
  void summariesOpenWithANounOrAVerb() {
    List<String> found = new ArrayList<>();
    for (Sources.File file : Sources.files()) {
      for (String comment : file.javadoc()) {
        if (SUMMARY.matcher(comment).find()) {
          found.add(file.name() + ": " + shortened(comment));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void sourcesAreWorded() {
    List<String> found = new ArrayList<>();
    for (Sources.File file : Sources.files()) {
      file.prose().forEach(text -> addAll(file.name(), text, found));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void documentationIsWorded() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : Snippet.files()) {
      for (String line : Files.readAllLines(file)) {
        addAll(file.getFileName().toString(), line, found);
      }
    }
    assertThat(found).isEmpty();
  }

  private static void addAll(String where, String text, List<String> found) {
    String checked = text;
    for (String allowed : ALLOWED) {
      checked = checked.replace(allowed, "");
    }
    for (Pattern wording : WORDING) {
      String rest = checked;
      wording
          .matcher(rest)
          .results()
          .forEach(
              match ->
                  found.add(
                      where
                          + ": ..."
                          + rest.substring(
                              Math.max(0, match.start() - 40),
                              Math.min(rest.length(), match.end() + 40))));
    }
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 80));
  }
}
