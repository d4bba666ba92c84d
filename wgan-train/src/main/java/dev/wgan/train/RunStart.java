package dev.wgan.train;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.run.RunFolder;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first files of a run, written when the first step is about to begin.
 *
 * <p>Thread-safe: there is no state. Until a run has its first checkpoint, a new training may use
 * its folder: a start that failed or was killed does not block it.
 */
final class RunStart {
  private RunStart() {}

  /** Fails if a new run must not be put into a folder. */
  static void requireFree(RunFolder folder) {
    if (Files.exists(folder.path()) && !Files.isDirectory(folder.path())) {
      throw new TrainingException(
          "%s is a file: choose a folder, or a path where one can be created"
              .formatted(folder.path()));
    }
    if (!folder.checkpoints().isEmpty()) {
      throw new TrainingException(
          "%s is a run already: resume it, or choose another folder".formatted(folder.path()));
    }
    // Training writes the configuration after the other three files.
    boolean ours =
        Stream.of(folder.generator(), folder.critic(), folder.data()).allMatch(Files::exists);
    if (Files.exists(folder.config()) && !ours) {
      throw new TrainingException(
          "%s was not written by a training, and a new run would replace it: choose another folder"
              .formatted(folder.config()));
    }
  }

  /** Fails if the latest checkpoint is not the one that the trainer starts from. */
  static void requireUnchanged(RunFolder folder, @Nullable Checkpoint from) {
    List<Checkpoint> all = folder.checkpoints();
    long latest = all.isEmpty() ? 0 : all.get(all.size() - 1).step();
    long expected = from == null ? 0 : from.step();
    if (latest != expected) {
      throw new TrainingException(
          "%s was at step %s when this training was prepared, and is at step %s now: resume it again"
              .formatted(folder.path(), expected, latest));
    }
  }

  /**
   * Removes the files of an earlier start without a checkpoint, and writes the run's description.
   */
  static void write(
      RunFolder folder,
      TrainingConfig config,
      NetworkSpec generator,
      NetworkSpec critic,
      TrainingData data)
      throws IOException {
    Files.deleteIfExists(folder.config()); // first: without it, the folder is not a run
    Files.deleteIfExists(folder.metrics());
    Files.deleteIfExists(folder.report());
    if (Files.isDirectory(folder.samples())) {
      try (Stream<Path> pictures = Files.list(folder.samples())) {
        for (Path picture : pictures.filter(RunStart::isPicture).toList()) {
          Files.delete(picture);
        }
      }
    }
    CheckpointStore.write(folder.generator(), NetworkJson.write(generator));
    CheckpointStore.write(folder.critic(), NetworkJson.write(critic));
    CheckpointStore.write(folder.data(), NetworkJson.write(data));
    CheckpointStore.write(folder.config(), ConfigFile.write(config));
  }

  private static boolean isPicture(Path file) {
    return String.valueOf(file.getFileName())
        .matches("step-\\d{1,18}\\.png|interpolation\\.png|contours\\.png|table\\.json");
  }
}
