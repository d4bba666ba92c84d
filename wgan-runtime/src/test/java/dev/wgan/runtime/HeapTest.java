package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too small a heap is a sentence, and the next call works. */
class HeapTest {
  @TempDir Path folder;

  @Test
  void isReportedAsTheFailureOfTheCall() throws IOException, InterruptedException {
    Path model = folder.resolve("large.onnx");
    try (RandomAccessFile file = new RandomAccessFile(model.toFile(), "rw")) {
      file.setLength(200 << 20);
    }
    ChildJvm child =
        ChildJvm.run(HeapMain.class, List.of("-XX:+UseG1GC", "-Xmx64m"), model.toString());
    List<String> lines = child.output().lines().toList();
    assertThat(lines).as(child.output()).hasSize(6);
    assertThat(lines.get(0))
        .startsWith("ModelLoadException: " + model + " does not fit into the heap of 64 MB");
    assertThat(lines.get(1))
        .startsWith("RunException: 100000 samples of shape [1, 28, 28] do not fit into the heap");
    assertThat(lines.subList(2, 4))
        .allMatch(line -> line.startsWith("RunException: "))
        .allMatch(line -> line.contains("[1, 28, 28] as one array do not fit into the heap of"));
    assertThat(lines.get(4)).contains("[1, 28, 28] as one picture do not fit into the heap of");
    assertThat(lines.get(5)).startsWith("goes on: Samples[1 x");
  }
}
