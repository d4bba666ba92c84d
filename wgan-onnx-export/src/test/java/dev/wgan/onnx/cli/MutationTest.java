package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated files in a JVM with little memory. The property {@code wgan.test.long} chooses the long
 * version, 10,000 mutations instead of 1,200.
 */
class MutationTest {
  private static final String COUNT = Boolean.getBoolean("wgan.test.long") ? "10000" : "1200";

  @Test
  void mutatedFilesAreRefusedOrRead(@TempDir Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("log.txt");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-Xmx256m",
                    "-XX:MaxDirectMemorySize=128m",
                    "-Djava.io.tmpdir=" + folder,
                    "-cp",
                    System.getProperty("java.class.path"),
                    MutationMain.class.getName(),
                    COUNT,
                    "1"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(8, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    System.out.println(output.lines().filter(line -> line.startsWith("refused")).findFirst());
    assertThat(ended).as("hangs").isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).containsPattern("refused \\d{3,}, read \\d{3,}, ");
  }
}
