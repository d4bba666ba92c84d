package dev.wgan.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A name of a type without its package means one type, in every module. */
class NamesTest {
  private static final Set<String> OF_EVERY_PACKAGE =
      Set.of("package-info.java", "module-info.java");

  @Test
  void noTwoTypesShareAName() {
    Map<String, List<String>> types =
        Sources.files().stream()
            .map(Sources.File::name)
            .collect(
                groupingBy(
                    name -> String.valueOf(Path.of(name).getFileName()),
                    mapping(name -> name, toList())));
    assertThat(types).hasSizeGreaterThan(400);
    types.keySet().removeAll(OF_EVERY_PACKAGE);
    types.values().removeIf(files -> files.size() == 1);
    assertThat(types).isEmpty();
  }
}
