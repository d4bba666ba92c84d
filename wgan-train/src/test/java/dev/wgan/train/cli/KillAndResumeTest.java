package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.train.data.Toys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed by SIGKILL at random moments, and resumed each time, ends as one that never
 * was: the same weights, optimizer, metrics, pictures and ONNX file, to the bit.
 *
 * <p>Three times in each build, twenty times with {@code -Dwgan.test.long=true}.
 */
class KillAndResumeTest {
  private static final int KILLS = Boolean.getBoolean("wgan.test.long") ? 20 : 3;
  private static final int STEPS = Boolean.getBoolean("wgan.test.long") ? 6000 : 1200;
  private static final String SET =
      " --set batch=32 --set width=24 --set depth=2 --set latent=4 --set average=0.99"
          + " --set held_out=0.1 --set learning_rate_decay=linear --set log_every=20"
          + " --set sample_every=300 --set checkpoint_every=60 --threads 1";

  @TempDir private Path folder = Path.of("");

  @Test
  void endsAsIfNeverKilled() throws Exception {
    Toys.write(folder.resolve("ring.npy"), Toys.ring(2000, 1));
    Process whole = start("whole");
    assertThat(whole.waitFor()).as(log()).isZero();

    Random random = new Random(7);
    List<String> moments = new ArrayList<>();
    for (int i = 0; i < KILLS; i++) {
      Process process = start("killed");
      if (i % 4 == 3) {
        Thread.sleep(random.nextInt(1000)); // as it starts
      } else {
        awaitTraining(process, i - i / 4);
        Thread.sleep(random.nextInt(1500));
      }
      assertThat(process.isAlive()).as("it is too short to be killed: %s", moments).isTrue();
      process.destroyForcibly(); // SIGKILL
      process.waitFor();
      moments.add(newest(folder.resolve("killed/checkpoints")));
    }
    assertThat(start("killed").waitFor()).as(log()).isZero();

    System.out.printf("killed %d times, at or behind %s%n", KILLS, moments);
    assertThat(moments).as("kills fell into the training").anyMatch(moment -> step(moment) > 0);
    Map<String, String> expected = content(folder.resolve("whole"));
    assertThat(expected)
        .containsKeys(
            "generator.onnx",
            "metrics.csv",
            "checkpoints/step-" + STEPS + "/optimizer.safetensors");
    assertThat(content(folder.resolve("killed"))).isEqualTo(expected);
  }

  /** Trains, or resumes where there is a run already. */
  private Process start(String run) throws IOException {
    Path out = folder.resolve(run);
    String arguments =
        Files.exists(out.resolve("config.json"))
            ? "resume " + out
            : "train --preset wgan-gp --steps %d --data %s -o %s%s"
                .formatted(STEPS, folder.resolve("ring.npy"), out, SET);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dai.djl.offline=true", "-Djava.awt.headless=true", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Wgan.class.getName());
    command.addAll(List.of(arguments.split(" ")));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  /** Waits for the line that says that steps begin, of the process after so many. */
  private void awaitTraining(Process process, int before) throws Exception {
    long begun = before + 1L; // and the run that is never killed
    while (process.isAlive()
        && log().lines().filter(line -> line.matches("(training|continuing).*")).count() <= begun) {
      Thread.sleep(20);
    }
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  private static String newest(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return "step-0";
    }
    try (Stream<Path> all = Files.list(checkpoints)) {
      return all.map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.startsWith("step-"))
          .max((a, b) -> Integer.compare(step(a), step(b)))
          .orElse("step-0");
    }
  }

  private static int step(String name) {
    return Integer.parseInt(name.substring("step-".length()));
  }

  /** The digest of every file but the report, which tells the time; no file's seconds. */
  private static Map<String, String> content(Path run) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        if (name.equals("metrics.csv")) {
          digests.put(name, withoutSeconds(file));
        } else if (name.endsWith("state.json")) {
          digests.put(name, Files.readString(file).replaceAll("\"seconds\" : [^,\n]*", ""));
        } else if (!name.equals("report.html")) {
          digests.put(name, digest(file));
        }
      }
    }
    return digests;
  }

  private static String withoutSeconds(Path metrics) throws IOException {
    List<String> lines = Files.readAllLines(metrics);
    int seconds = List.of(lines.get(0).split(",")).indexOf("seconds");
    StringBuilder rest = new StringBuilder();
    for (String line : lines) {
      List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
      cells.remove(seconds);
      rest.append(cells).append('\n');
    }
    return rest.toString();
  }

  private static String digest(Path file) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(sha);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
