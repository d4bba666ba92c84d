package dev.wgan.train;

import dev.wgan.network.NetworkJson;
import dev.wgan.run.RunFolder;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.LearningRates;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Dataset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses to resume a training under another configuration or with other data. */
final class Resumption {
  private Resumption() {}

  /** Fails if the run cannot continue under a configuration. */
  static void requireConfig(RunFolder folder, TrainingConfig config) {
    TrainingConfig begun = ConfigFile.read(folder.config());
    List<String> differences =
        ConfigFile.differences(begun, config).stream()
            .filter(difference -> !free(difference, config))
            .toList();
    if (!differences.isEmpty()) {
      boolean steps = differences.stream().anyMatch(difference -> difference.startsWith("steps:"));
      throw new TrainingException(
          "%s cannot be resumed with another configuration: %s%s; start a new run instead"
              .formatted(
                  folder.path(),
                  String.join(", ", differences),
                  steps ? " (its learning rate falls towards the last step)" : ""),
          differences.stream().map(Resumption::key).collect(Collectors.toSet()));
    }
    List<Checkpoint> checkpoints = folder.checkpoints();
    long done = checkpoints.isEmpty() ? 0 : checkpoints.get(checkpoints.size() - 1).step();
    if (done > config.schedule().steps()) {
      throw new TrainingException(
          "steps is %s: %s has done %s steps already, so expected as many or more"
              .formatted(config.schedule().steps(), folder.path(), done),
          Set.of("steps"));
    }
  }

  /** Fails if the data differ from those of the run. */
  static void requireData(RunFolder folder, Dataset data) {
    TrainingData described = NetworkJson.read(folder.data(), TrainingData.class);
    if (!described.digest().equals(data.digest())) {
      throw new TrainingException(
          "%s cannot be resumed with other data: it was started with %s of digest %s, but the given data are %s of digest %s"
              .formatted(
                  folder.path(),
                  described.name(),
                  described.digest(),
                  data.description().name(),
                  data.digest()));
    }
    int rate = data.description().sampleRate();
    if (described.sampleRate() != rate) {
      throw new TrainingException(
          "%s cannot be resumed with sound of %s samples per second: it was started with %s"
              .formatted(folder.path(), rate, described.sampleRate()));
    }
  }

  private static boolean free(String difference, TrainingConfig config) {
    String key = key(difference);
    boolean scheduled =
        key.equals("steps") && config.rates().learningRateDecay() != LearningRates.Decay.NONE;
    return RunFolder.KEYS_THAT_MAY_CHANGE.contains(key) && !scheduled;
  }

  private static String key(String difference) {
    return difference.substring(0, difference.indexOf(':'));
  }
}
