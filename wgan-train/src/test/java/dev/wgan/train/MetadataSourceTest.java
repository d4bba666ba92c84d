package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of a model's metadata stand in {@code MetadataKeys} alone. */
class MetadataSourceTest {
  @ParameterizedTest
  @ValueSource(strings = {"wgan-train", "wgan-onnx-export", "wgan-runtime", "wgan-benchmarks"})
  void noOtherSourceSpellsAKey(String module) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
      List<Path> spelling =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("MetadataKeys.java"))
              .filter(MetadataSourceTest::spellsAKey)
              .toList();
      assertThat(spelling).isEmpty();
    }
  }

  private static boolean spellsAKey(Path file) {
    try {
      return Files.readString(file).contains("\"wgan.");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
