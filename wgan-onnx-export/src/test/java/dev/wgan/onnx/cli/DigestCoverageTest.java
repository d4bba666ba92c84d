package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.run.RunFolder;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.ModelLoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flips one bit of every byte of an exported file: none may pass unseen. */
class DigestCoverageTest {
  private static final byte[] PRODUCER = "wgan-onnx-export".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder = Path.of("");

  @Test
  void everyByteButTheProducersNameIsCovered() throws IOException {
    RunFolder run = TestRun.write(folder.resolve("run"), 7);
    OnnxExporter.of(ExportOptions.defaults()).export(run.trained(run.latest()), run.onnx());
    byte[] bytes = Files.readAllBytes(run.onnx());
    int producer = indexOf(bytes, PRODUCER);
    List<Integer> unseen = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      try {
        Generator.load(bytes, GeneratorOptions.defaults()).close();
        if (i < producer - 2 || i >= producer + PRODUCER.length) {
          unseen.add(i);
        }
      } catch (ModelLoadException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
      bytes[i] ^= 1;
    }
    assertThat(unseen).as("offsets of flipped bytes that nothing noticed").isEmpty();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("the file does not name its producer");
  }
}
