package dev.wgan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation points to is there. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  static List<Path> files() {
    return Snippet.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void relativeLinksLeadSomewhere(Path file) throws IOException {
    List<String> targets =
        LINK.matcher(Files.readString(file))
            .results()
            .map(link -> link.group(1))
            .filter(target -> !target.contains(":"))
            .toList();
    for (String target : targets) {
      assertThat(file.resolveSibling(target)).exists();
    }
  }
}
