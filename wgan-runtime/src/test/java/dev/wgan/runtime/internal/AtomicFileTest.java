package dev.wgan.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures name the file or its folder, never the temporary file that nobody knows. */
class AtomicFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("none");
    assertThatThrownBy(() -> AtomicFile.write(missing.resolve("a.npy"), out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("the folder %s does not exist", missing);
  }

  @Test
  void aFolderInThePlaceOfTheFileIsNamed() throws IOException {
    Path taken = folder.resolve("a.npy");
    Files.createDirectories(taken.resolve("within"));
    assertThatThrownBy(() -> AtomicFile.write(taken, out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("%s is a folder", taken);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(taken);
    }
  }

  @Test
  void aFailureOfTheContentIsItsOwn() {
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    folder.resolve("a.npy"),
                    out -> {
                      throw new IOException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    assertThat(folder).isEmptyDirectory();
  }
}
