package dev.wgan.train.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.onnx.cli.Cli;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.data.Toys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every configuration either trains, or is refused by one sentence before the run folder exists;
 * only a loss that grows beyond all numbers may end a training that has begun.
 *
 * <p>A part of the combinations in each build, all of them with {@code -Dwgan.test.long=true}.
 */
class SweepTest {
  private static final boolean LONG = Boolean.getBoolean("wgan.test.long");

  private static final String SMALL =
      "--steps 2 --threads 1 --set batch=4 --set critic_iterations=1 --set width=4 --set latent=3"
          + " --set critic_boost=false";

  private static final List<String> VALUES =
      LONG
          ? List.of(
              "-1", "0", "1", "0.5", "1e-300", "1e300", "3000000000", "NaN", "Infinity", "", "x")
          : List.of("-1", "1e300", "NaN", "", "x");

  /** Values that are in order and only take long, or as many threads as may be. */
  private static final List<String> SLOW =
      List.of("steps=3000000000", "critic_iterations=3000000000", "steps=1e300");

  /** What is tried in each build: batch normalization, dropout, and residual blocks. */
  private static final Map<String, List<String>> SOME =
      Map.of("wgan", List.of("dcgan"), "wgan-ct", List.of("dcgan"), "sngan", List.of("resnet"));

  @TempDir private static Path folder = Path.of("");

  private final List<String> wrong = new ArrayList<>();
  private int trained;
  private int refused;
  private int diverged;

  @BeforeAll
  static void data() throws IOException {
    Toys.write(folder.resolve("ring.npy"), Toys.ring(40, 1));
    byte[] pixels = new byte[24 * 28 * 28];
    new Random(1).nextBytes(pixels);
    Path images = Files.createDirectories(folder.resolve("images"));
    ByteBuffer idx = ByteBuffer.allocate(16 + pixels.length);
    idx.putInt(0x803).putInt(24).putInt(28).putInt(28).put(pixels);
    Files.write(images.resolve("train-images-idx3-ubyte"), idx.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + 24).putInt(0x801).putInt(24);
    for (int i = 0; i < 24; i++) {
      labels.put((byte) (i % 3));
    }
    Files.write(images.resolve("train-labels-idx1-ubyte"), labels.array());
  }

  @Test
  void everyPresetTrainsEachNetwork() throws IOException {
    for (String preset : new TreeSet<>(Presets.all().keySet())) {
      if (Presets.of(preset).task().task() != TaskChoice.Type.GENERATE) {
        continue; // restores pictures: ImageTaskTest trains it
      }
      expectTrained(preset, "ring.npy", "network=mlp");
      for (String network :
          LONG ? List.of("mlp", "dcgan", "resnet") : SOME.getOrDefault(preset, List.of())) {
        expectTrained(preset, "images", "network=" + network);
      }
      if (LONG) {
        expectTrained(preset, "images", "conditional=true");
        expectTrained(preset, "images", "batch=1");
      }
    }
    report();
  }

  @Test
  void everyOddValueIsRefusedOrTrains() throws IOException {
    for (String preset : LONG ? new TreeSet<>(Presets.all().keySet()) : List.of("wgan-gp")) {
      for (String key : ConfigFile.flat(Presets.of(preset)).keySet()) {
        for (String value : VALUES) {
          String set = key + "=" + value;
          if (!SLOW.contains(set)) {
            train(preset, "ring.npy", set);
          }
        }
      }
    }
    for (String[] odd :
        new String[][] {
          {"wgan-ct", "ring.npy", "dropout=0"},
          {"wgan-ct", "images", "dropout=0"},
          {"wgan-gp", "ring.npy", "flip=true"},
          {"wgan-gp", "images", "flip=true"},
          {"wgan-gp", "ring.npy", "network=dcgan"},
          {"wgan-gp", "ring.npy", "network=resnet"},
          {"wgan-gp", "ring.npy", "network=custom"},
          {"wgan-gp", "ring.npy", "conditional=true"},
          {"wgan-gp", "images", "width=65536"},
          {"wgan-gp", "images", "latent=1000000"},
          {"wgan-gp", "ring.npy", "held_out=0.99"},
          {"wgan-gp", "ring.npy", "batch=2000"},
          {"wgan-gp", "ring.npy", "batch=300000000"},
          {"wgan-gp", "ring.npy", "device=gpu0"},
          {"wgan", "images", "network=dcgan"},
          {"wgan-gp", "ring.npy", "critic_learning_rate=1"},
          {"wgan-div", "ring.npy", "constraint.power=20"},
          {"wgan-div", "ring.npy", "constraint.weight=1000000"},
          {"wgan", "ring.npy", "optimizer.alpha=0"},
          {"wgan", "ring.npy", "optimizer.eps=1e-12"},
          {"wgan", "ring.npy", "constraint.clip=1e-300"},
          {"sngan", "ring.npy", "constraint.iterations=1000"},
        }) {
      train(odd[0], odd[1], odd[2]);
    }
    report();
    assertThat(refused).isPositive();
  }

  private void expectTrained(String preset, String data, String set) throws IOException {
    int before = trained;
    train(preset, data, set);
    if (trained == before) {
      wrong.add("%s on %s with %s did not train".formatted(preset, data, set));
    }
  }

  private void train(String preset, String data, String set) throws IOException {
    Path run = folder.resolve("run");
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Cli.of(new Wgan())
            .setErr(new PrintWriter(err, true))
            .setOut(new PrintWriter(new StringWriter(), true));
    List<String> arguments = new ArrayList<>(List.of("train", "--preset", preset));
    arguments.addAll(List.of(SMALL.split(" ")));
    arguments.addAll(List.of("--data", folder.resolve(data).toString(), "-o", run.toString()));
    arguments.addAll(List.of("--set", set));
    String key = set.substring(0, set.indexOf('='));
    if (List.of("steps", "threads").contains(key)) { // the option would win
      int option = arguments.indexOf("--" + key);
      arguments.subList(option, option + 2).clear();
    }
    int code = commandLine.execute(arguments.toArray(new String[0]));
    String said = err.toString().strip();
    String what = "%s on %s with %s: ".formatted(preset, data, set);
    if (code == 0 && Files.exists(run.resolve("generator.onnx"))) {
      trained++;
    } else if (said.startsWith("the loss of the ")) {
      diverged++;
    } else if (Files.exists(run)) {
      wrong.add(what + "left a folder: " + said);
    } else if (said.lines().count() != (code == 2 ? 2 : 1)
        || said.contains("unexpected failure")
        || said.contains("Exception")
        || said.contains("dev.wgan")) {
      wrong.add(what + "code " + code + ", " + said);
    } else {
      refused++;
    }
    delete(run);
  }

  private void report() {
    System.out.printf("sweep: %s trained, %s refused, %s diverged%n", trained, refused, diverged);
    assertThat(String.join("\n", wrong)).isEmpty();
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
