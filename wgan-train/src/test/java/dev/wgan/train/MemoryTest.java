package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.train.architecture.Architecture.Kind;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Memory stays flat for every constraint and family of networks, in a JVM of its own. What shows is
 * a leak of 90 kB an iteration; the system property {@code wgan.test.long} asks for 20,000 critic
 * iterations, where 0.6 kB show, and prints the table of them.
 */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
  private static final boolean LONG = Boolean.getBoolean("wgan.test.long");

  @TempDir private Path folder = Path.of("");

  @Test
  void staysFlat() throws Exception {
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Without these options newer JDKs warn, and the warnings would stand in the table.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(
        List.of(
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
            LONG ? "20000" : "120"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(LONG ? 180 : 5, TimeUnit.MINUTES)).isTrue();
      String table = Files.readString(output);
      assertThat(process.exitValue()).as(table).isZero();
      long kinds = Stream.of(Kind.values()).filter(kind -> !kind.sound() && !kind.film()).count();
      int cells = GradientTest.constraints().size() * (int) kinds;
      assertThat(table.lines()).as(table).hasSize(2 + cells);
      if (LONG) {
        System.out.print(table);
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
