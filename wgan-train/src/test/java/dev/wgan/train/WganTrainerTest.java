package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.run.RunFolder;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.monitor.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WganTrainerTest {
  private static final int STEPS = 12;

  @TempDir private Path temporary = Path.of("");

  /** 200 labelled 28×28 images of noise and bars. */
  private static Dataset images() {
    Random random = new Random(3);
    float[] values = new float[200 * 784];
    int[] labels = new int[200];
    for (int i = 0; i < 200; i++) {
      labels[i] = i % 2;
      for (int p = 0; p < 784; p++) {
        boolean bar = labels[i] == 0 ? p % 28 / 7 == i % 4 : p / 28 / 7 == i % 4;
        values[i * 784 + p] =
            Math.max(-1, Math.min(1, (bar ? .7f : -.7f) + random.nextFloat() / 5));
      }
    }
    return Datasets.ofImages("bars", values, List.of(1, 28, 28), labels, List.of("down", "across"));
  }

  private static TrainingConfig config(String preset, String... changes) {
    TrainingConfig config = Presets.of(preset);
    Map<String, String> all = new TreeMap<>();
    all.put("width", "8");
    all.put("latent", "6");
    all.put("batch", "8");
    all.put("steps", String.valueOf(STEPS));
    all.put("log_every", "5");
    all.put("sample_every", "6");
    all.put("checkpoint_every", "4");
    all.put("threads", "1");
    for (String change : changes) {
      int equals = change.indexOf('=');
      all.put(change.substring(0, equals), change.substring(equals + 1));
    }
    for (Map.Entry<String, String> change : all.entrySet()) {
      config = ConfigFile.with(config, change.getKey(), change.getValue());
    }
    return config;
  }

  private WganTrainer trainer(TrainingConfig config, Dataset data, String folder) {
    Architecture family =
        config.architecture(
            new dev.wgan.network.Shape(data.description().shape()),
            data.description().classNames().size(),
            0);
    return WganTrainer.create(
        config,
        family.generator(),
        family.critic(config.constraint()),
        data,
        new RunFolder(temporary.resolve(folder)));
  }

  /** The bytes of everything a run is judged by; wall time is none of it. */
  private static Map<String, String> content(Path run) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        if (name.endsWith(".safetensors") || name.endsWith(".png")) {
          content.put(name, String.valueOf(Arrays.hashCode(Files.readAllBytes(file))));
        } else if (name.equals("metrics.csv")) {
          content.put(name, Files.readString(file).replaceAll("(?m),[^,]*$", ""));
        }
      }
    }
    return content;
  }

  @ParameterizedTest
  @CsvSource({
    "wgan-gp, network=mlp, average=0.9",
    "wgan, network=dcgan, critic_boost=false",
    "sngan, network=mlp, latents=uniform",
    "wgan-ct, network=mlp, conditional=true",
    "wgan-lp, network=mlp, learning_rate_decay=linear",
  })
  void goesOnToTheSameBitsWhereverItStopped(String preset, String network, String more)
      throws IOException {
    TrainingConfig config = config(preset, network, more, "keep=9");
    try (Dataset data = images()) {
      trainer(config, data, "whole").train();
      WganTrainer first = trainer(config, data, "parts");
      first.listen(
          event -> {
            if (event instanceof TrainingEvent.Stepped stepped && stepped.step() == 7) {
              throw new IllegalStateException("killed");
            }
          });
      assertThatThrownBy(first::train).hasMessage("killed");
      RunFolder parts = new RunFolder(temporary.resolve("parts"));
      assertThat(parts.latest().step()).isEqualTo(4);
      WganTrainer.resume(config, data, parts).train();
    }
    assertThat(content(temporary.resolve("parts")))
        .isEqualTo(content(temporary.resolve("whole")))
        .containsKeys("metrics.csv", "samples/step-12.png")
        .containsKey("checkpoints/step-12/optimizer.safetensors");
  }

  @Test
  void startsAgainWhereNoCheckpointWasWritten() throws IOException {
    TrainingConfig config = config("wgan-gp");
    try (Dataset data = images()) {
      trainer(config, data, "whole").train();
      WganTrainer first = trainer(config, data, "parts");
      first.listen(
          event -> {
            if (event instanceof TrainingEvent.Stepped) {
              throw new IllegalStateException("killed");
            }
          });
      assertThatThrownBy(first::train).hasMessage("killed");
      WganTrainer.resume(config, data, new RunFolder(temporary.resolve("parts"))).train();
    }
    assertThat(content(temporary.resolve("parts"))).isEqualTo(content(temporary.resolve("whole")));
  }

  @Test
  void stopsWithACheckpointWhenCancelled() {
    List<TrainingEvent> events = new ArrayList<>();
    try (Dataset data = images()) {
      WganTrainer trainer = trainer(config("wgan-gp"), data, "run");
      trainer.listen(events::add);
      trainer.listen(
          event -> {
            if (event instanceof TrainingEvent.Stepped stepped && stepped.step() == 6) {
              trainer.cancel();
            }
          });
      TrainingEvent.Finished finished = trainer.train();
      assertThat(finished.reason()).isEqualTo(TrainingEvent.Reason.CANCELLED);
      assertThat(finished.step()).isEqualTo(7);
    }
    assertThat(new RunFolder(temporary.resolve("run")).latest().step()).isEqualTo(7);
    assertThat(events.get(0)).isInstanceOf(TrainingEvent.Started.class);
    assertThat(events.get(events.size() - 1)).isInstanceOf(TrainingEvent.Finished.class);
  }

  @Test
  void stopsAtALossThatIsNoNumberAndKeepsTheLastCheckpoint() {
    AtomicBoolean broken = new AtomicBoolean();
    TrainingConfig config = config("wgan-gp");
    try (Dataset data = breaking(images(), broken)) {
      WganTrainer trainer = trainer(config, data, "run");
      trainer.listen(
          event -> {
            if (event instanceof TrainingEvent.Saved) {
              broken.set(true);
            }
          });
      assertThatThrownBy(trainer::train)
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("the loss of the critic is NaN at critic iteration")
          .hasMessageContaining("lower the learning rate")
          .hasMessageContaining("the last good checkpoint is")
          .hasMessageContaining("step-4");
      assertThat(new RunFolder(temporary.resolve("run")).latest().step()).isEqualTo(4);
      broken.set(false);
      RunFolder folder = new RunFolder(temporary.resolve("run"));
      assertThat(WganTrainer.resume(config, data, folder).train().step()).isEqualTo(STEPS);
    }
  }

  /** Data whose samples become NaN. */
  private static Dataset breaking(Dataset data, AtomicBoolean broken) {
    return new Dataset() {
      @Override
      public DataDescription description() {
        return data.description();
      }

      @Override
      public int size() {
        return data.size();
      }

      @Override
      public void read(int index, float[] into, int offset) {
        data.read(index, into, offset);
        if (broken.get()) {
          into[offset] = Float.NaN;
        }
      }

      @Override
      public int label(int index) {
        return data.label(index);
      }

      @Override
      public String digest() {
        return data.digest();
      }

      @Override
      public void close() {
        data.close();
      }
    };
  }

  @Test
  void refusesToGoOnWithAnotherConfigurationOrOtherData() {
    TrainingConfig config = config("wgan-gp");
    RunFolder folder = new RunFolder(temporary.resolve("run"));
    try (Dataset data = images();
        Dataset other = Datasets.ofImages("other", new float[784 * 3], List.of(1, 28, 28))) {
      trainer(config, data, "run").train();
      TrainingConfig changed = config("wgan-gp", "batch=16", "constraint.weight=3", "steps=20");
      assertThatThrownBy(() -> WganTrainer.resume(changed, data, folder))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("batch: 8 -> 16")
          .hasMessageContaining("constraint.weight: 10.0 -> 3.0")
          .hasMessageNotContaining("steps");
      assertThatThrownBy(() -> WganTrainer.resume(config, other, folder))
          .hasMessageContaining("other data");
      assertThatThrownBy(() -> trainer(config, data, "run"))
          .hasMessageContaining("is a run already");
    }
  }

  @Test
  void refusesTwoTrainingsAtOnce() {
    try (Dataset data = images()) {
      WganTrainer outer = trainer(config("wgan-gp"), data, "outer");
      WganTrainer inner = trainer(config("wgan-gp"), data, "inner");
      outer.listen(
          event -> {
            if (event instanceof TrainingEvent.Started) {
              assertThatThrownBy(inner::train)
                  .isInstanceOf(TrainingException.class)
                  .hasMessageContaining("another training runs in this JVM");
            }
          });
      assertThat(outer.train().reason()).isEqualTo(TrainingEvent.Reason.COMPLETE);
      assertThat(inner.train().reason()).isEqualTo(TrainingEvent.Reason.COMPLETE);
    }
  }

  @Test
  void refusesADeviceThatIsNotThere() {
    try (Dataset data = images()) {
      assertThatThrownBy(() -> trainer(config("wgan-gp", "device=gpu7"), data, "run"))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("device is gpu7: PyTorch sees");
      assertThat(temporary.resolve("run")).doesNotExist();
    }
  }

  @Test
  void measuresWhatItTrained() {
    try (Dataset data = images()) {
      trainer(config("wgan-gp"), data, "run").train();
    }
    List<Measurement> rows =
        new MetricsFile(temporary.resolve("run").resolve("metrics.csv")).read();
    assertThat(rows).extracting(Measurement::step).containsExactly(5L, 10L, 12L);
    assertThat(rows.get(2).criterion()).isPresent();
    assertThat(rows.get(0).heldOut()).isPresent();
    assertThat(temporary.resolve("run/report.html")).isNotEmptyFile();
  }
}
