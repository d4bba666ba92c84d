package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.run.RunFolder;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Toys;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.monitor.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run folder has one writer, and a start without a checkpoint blocks nothing. */
class RunLockTest {
  private static final String IN_USE = "another training is writing into ";

  @TempDir private Path temporary = Path.of("");

  private RunFolder folder() {
    return new RunFolder(temporary.resolve("run"));
  }

  private static TrainingConfig config(String... changes) {
    TrainingConfig config = Presets.of("wgan-gp");
    List<String> all =
        new ArrayList<>(
            List.of("width=4", "latent=2", "batch=8", "critic_iterations=1", "threads=1"));
    all.addAll(List.of("steps=6", "log_every=1", "checkpoint_every=3"));
    all.addAll(List.of(changes));
    for (String change : all) {
      int equals = change.indexOf('=');
      config = ConfigFile.with(config, change.substring(0, equals), change.substring(equals + 1));
    }
    return config;
  }

  private WganTrainer begin(TrainingConfig config, Dataset data) {
    Architecture family =
        config.architecture(
            new dev.wgan.network.Shape(data.description().shape()),
            data.description().classNames().size(),
            0);
    return WganTrainer.create(
        config, family.generator(), family.critic(config.constraint()), data, folder());
  }

  @Test
  void aSecondTrainerOfTheSameProcessIsRefused() {
    List<String> seen = new ArrayList<>();
    try (Dataset data = Toys.ring(60, 1)) {
      WganTrainer trainer = begin(config(), data);
      trainer.listen(
          event -> {
            if (event instanceof TrainingEvent.Stepped stepped && stepped.step() < 5) {
              assertThatThrownBy(() -> WganTrainer.resume(config(), data, folder()))
                  .isInstanceOf(TrainingException.class)
                  .hasMessageStartingWith(IN_USE + folder().path());
              assertThatThrownBy(() -> begin(config(), data))
                  .hasMessageStartingWith(
                      stepped.step() <= 3 ? IN_USE : folder().path() + " is a run already");
              seen.add("refused");
            }
          });
      trainer.train();
      assertThat(seen).hasSize(4);
      assertThat(WganTrainer.resume(config("steps=8"), data, folder()).train().step()).isEqualTo(8);
    }
  }

  @Test
  void anotherProcessIsRefusedUntilItIsKilled() throws Exception {
    Files.createDirectories(folder().path());
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockMain.class.getName(),
                folder().path().toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("locked");
      assertThatThrownBy(() -> RunLock.take(folder()).close())
          .isInstanceOf(TrainingException.class)
          .hasMessageStartingWith(IN_USE);
    } finally {
      other.destroyForcibly(); // SIGKILL
      other.waitFor();
    }
    try (RunLock lock = RunLock.take(folder())) {
      assertThat(lock.excludesOthers()).isTrue();
      assertThatThrownBy(() -> RunLock.take(folder()).close()).hasMessageStartingWith(IN_USE);
    }
    RunLock.take(folder()).close();
    assertThat(folder().path().resolve(".lock")).isEmptyFile();
  }

  @Test
  void aLockFileThatLiesThereBlocksNothing() throws IOException {
    Files.createDirectories(folder().path());
    Files.writeString(folder().path().resolve(".lock"), "");
    try (Dataset data = Toys.ring(60, 1)) {
      assertThat(begin(config(), data).train().step()).isEqualTo(6);
    }
  }

  @Test
  void aStartThatFailsBeforeItsFirstCheckpointMayBeRepeatedWithOtherSettings() throws IOException {
    try (Dataset data = Toys.ring(60, 1)) {
      WganTrainer failing = begin(config(), data);
      failing.listen(
          event -> {
            if (event instanceof TrainingEvent.Stepped stepped && stepped.step() == 2) {
              throw new OutOfMemoryError("as if");
            }
          });
      assertThatThrownBy(failing::train).isInstanceOf(OutOfMemoryError.class);
      assertThat(new MetricsFile(folder().metrics()).read()).hasSize(1);
      Files.createDirectories(folder().samples());
      Files.writeString(folder().samples(1), "an old picture");
      assertThat(begin(config("width=6", "log_every=2"), data).train().step()).isEqualTo(6);
    }
    assertThat(ConfigFile.read(folder().config()).networks().width()).isEqualTo(6);
    assertThat(new MetricsFile(folder().metrics()).read())
        .extracting(Measurement::step)
        .containsExactly(2L, 4L, 6L);
    assertThat(folder().samples(1)).doesNotExist();
  }

  @Test
  void aConfigurationThatNoTrainingWroteIsNotReplaced() throws IOException {
    Files.createDirectories(folder().path());
    Files.writeString(folder().config(), "{\"batch\": 3}");
    try (Dataset data = Toys.ring(60, 1)) {
      assertThatThrownBy(() -> begin(config(), data))
          .hasMessageContaining("config.json was not written by a training");
    }
    assertThat(folder().config()).hasContent("{\"batch\": 3}");
  }

  @Test
  void aTrainerThatWasPreparedBeforeAnotherTrainedIsRefused() {
    try (Dataset data = Toys.ring(60, 1)) {
      WganTrainer late = begin(config(), data);
      begin(config(), data).train();
      assertThatThrownBy(late::train).hasMessageContaining("is a run already");
      WganTrainer first = WganTrainer.resume(config("steps=9"), data, folder());
      WganTrainer second = WganTrainer.resume(config("steps=9"), data, folder());
      first.train();
      assertThatThrownBy(second::train)
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("was at step 6 when this training was prepared, and is at step 9");
    }
  }

  @Test
  void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
    Files.writeString(folder().path(), "a file");
    try (Dataset data = Toys.ring(60, 1)) {
      assertThatThrownBy(() -> begin(config(), data)).hasMessageContaining("is a file: choose a");
    }
  }
}
