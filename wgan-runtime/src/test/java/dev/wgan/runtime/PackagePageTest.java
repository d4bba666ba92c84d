package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The package page groups every type, and the API's groups hold the public ones. */
class PackagePageTest {
  private static final Path FOLDER = Path.of("src/main/java/dev/wgan/runtime");
  private static final Pattern NAME = Pattern.compile("\\{@code\\s+(?:\\*\\s+)?([A-Z]\\w+)}");

  /** Named together: "GeneratorException and its subtypes", "the …Forms". */
  private static boolean isInAFamily(String type) {
    return type.endsWith("Exception") || type.endsWith("Forms");
  }

  @Test
  void everyTypeIsInAGroup() throws IOException {
    String page = Files.readString(FOLDER.resolve("package-info.java"));
    Set<String> named = names(page);
    Set<String> types = types();
    assertThat(named).isSubsetOf(types);
    Set<String> missing = new TreeSet<>(types);
    missing.removeAll(named);
    missing.removeIf(PackagePageTest::isInAFamily);
    assertThat(missing).isEmpty();
  }

  @Test
  void theApisGroupsHoldThePublicTypes() throws IOException {
    String page = Files.readString(FOLDER.resolve("package-info.java"));
    Set<String> api =
        Stream.of(page.split("<tr>"))
            .filter(row -> row.contains("<td>API"))
            .flatMap(row -> names(row).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> open = new TreeSet<>();
    for (String type : types()) {
      String source = Files.readString(FOLDER.resolve(type + ".java"));
      boolean isPublic = source.contains("\npublic ");
      if (isPublic && (!isInAFamily(type) || api.contains(type))) {
        open.add(type);
      }
    }
    assertThat(api).isEqualTo(open);
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> types() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java") && !name.equals("package-info.java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .toList();
      return new TreeSet<>(names);
    }
  }
}
