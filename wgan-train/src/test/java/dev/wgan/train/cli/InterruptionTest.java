package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.train.data.Toys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first training that is asked to end, early or late, says how to go on. */
class InterruptionTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 700})
  void saysHowToGoOn(int millis) throws Exception {
    Toys.write(folder.resolve("ring.npy"), Toys.ring(60, 1));
    Process training = start();
    while (training.isAlive() && !Files.exists(folder.resolve("run/config.json"))) {
      Thread.sleep(5);
    }
    Thread.sleep(millis);
    training.destroy(); // SIGTERM, to whose hooks SIGINT leads as well
    assertThat(training.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
    List<String> lines = log().lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .matches("stopped at step \\d+; continue with: bin/wgan resume \\Q" + folder + "/run\\E");
  }

  @Test
  void leavesAClassifierWithoutACrash() throws Exception {
    Process training = start("classifier", "--epochs", "100", "-o", folder + "/c.onnx");
    while (training.isAlive() && !log().contains("step ")) {
      Thread.sleep(20);
    }
    training.destroy();
    assertThat(training.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
    List<String> lines = log().lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .matches("cancelled after step \\d+; no file was written");
    assertThat(folder.resolve("c.onnx")).doesNotExist();
  }

  private String log() throws IOException {
    Path log = folder.resolve("log");
    return Files.readString(log);
  }

  private Process start() throws IOException {
    return start(
        "train",
        "--preset",
        "wgan-gp",
        "--steps",
        "100000",
        "--data",
        folder.resolve("ring.npy").toString(),
        "--set",
        "width=4",
        "--set",
        "latent=2",
        "--set",
        "batch=8",
        "-o",
        folder.resolve("run").toString());
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dai.djl.offline=true", "-Djava.awt.headless=true", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Wgan.class.getName());
    command.addAll(List.of(arguments));
    command.addAll(List.of("--threads", "1"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }
}
