package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.train.networks.Architecture.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory stays flat for every constraint and family of networks, in a JVM of its own. The system
 * property {@code wgan.memory.iterations} makes the check longer, and prints its table; 20,000 take
 * three quarters of an hour.
 */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
  private static final int SHORT = 120;

  @TempDir private Path folder = Path.of("");

  @Test
  void staysFlat() throws Exception {
    int iterations = Integer.getInteger("wgan.memory.iterations", SHORT);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms128m",
                    "-Xmx128m",
                    "-XX:+AlwaysPreTouch",
                    "-XX:+UseSerialGC",
                    "-Dai.djl.offline=true",
                    "-Dai.djl.pytorch.num_threads=1",
                    "-Dai.djl.pytorch.num_interop_threads=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    MemoryMain.class.getName(),
                    String.valueOf(iterations)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5 + iterations / 100, TimeUnit.MINUTES)).isTrue();
      String table = Files.readString(output);
      assertThat(process.exitValue()).as(table).isZero();
      int cells = GradientTest.constraints().size() * Kind.values().length;
      assertThat(table.lines()).as(table).hasSize(2 + cells);
      if (iterations > SHORT) {
        System.out.print(table);
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
