package dev.wgan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The types that the walks of docs/ARCHITECTURE.md name exist. */
class WalksTest {
  private static final Pattern STEP = Pattern.compile("(?m)^\\| \\d+ \\| (.*?) \\|");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)`");

  @Test
  void everyTypeExists() throws IOException {
    Set<String> types =
        Sources.files().stream()
            .map(file -> Path.of(file.name()).getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    String page = Files.readString(Path.of("ARCHITECTURE.md"));
    Set<String> named =
        STEP.matcher(page)
            .results()
            .flatMap(step -> NAME.matcher(step.group(1)).results())
            .map(name -> name.group(1))
            .collect(Collectors.toSet());
    assertThat(named).isNotEmpty().isSubsetOf(types);
  }
}
