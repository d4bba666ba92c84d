package dev.wgan.train;

import dev.wgan.network.Shape;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.Standardisation;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Split;
import dev.wgan.train.kind.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The data of a run: the part to train on and the part held out.
 *
 * @param description the content of {@code data.json} in the run folder
 * @param kind the kind of the samples
 * @param training the samples to train on
 * @param heldOut the samples held out, if there are any
 */
record RunData(TrainingData description, Kind kind, Dataset training, Optional<Dataset> heldOut) {
  /** The number of samples whose distances measure the diversity of the data. */
  private static final int LEAST = 2;

  static RunData of(Dataset data, TrainingConfig config, long seed) {
    if (config.networks().conditional() && data.description().classNames().isEmpty()) {
      throw new TrainingException(
          "conditional is true: %s has no labels; put images into a folder per class, or set conditional=false"
              .formatted(data.description().name()),
          Set.of("conditional"));
    }
    requireEnough(data, data.size(), 0);
    TrainingData description = describe(data);
    if (config.data().heldOut() == 0) {
      return new RunData(description, data.description().kind(), data, Optional.empty());
    }
    Split split = data.split(config.data().heldOut(), seed);
    requireEnough(data, split.training().size(), split.heldOut().size());
    return new RunData(
        description, data.description().kind(), split.training(), Optional.of(split.heldOut()));
  }

  private static void requireEnough(Dataset data, int training, int heldOut) {
    if (training < LEAST) {
      throw new TrainingException(
          String.format(
              Locale.ROOT,
              "%s has too few samples to train on, %s, with %s held out: expected %s or more; use"
                  + " more data%s",
              data.description().name(),
              training,
              heldOut,
              LEAST,
              heldOut == 0 ? "" : ", or hold none out with held_out=0"),
          Set.of("held_out"));
    }
  }

  private static TrainingData describe(Dataset data) {
    DataDescription given = data.description();
    Optional<Standardisation> standardisation = given.standardisation();
    TrainingData described =
        new TrainingData(
            given.name(),
            given.kind().id(),
            new Shape(given.shape()),
            given.range(),
            data.size(),
            data.digest(),
            given.classNames(),
            standardisation.map(Standardisation::columns).orElse(List.of()),
            standardisation.map(Standardisation::mean).orElse(List.of()),
            standardisation.map(Standardisation::scale).orElse(List.of()),
            given.sampleRate(),
            given.kind().frameDelay());
    return described.withClasses(given.classNames(), counts(data));
  }

  /** The number of samples of each class. */
  private static List<Integer> counts(Dataset data) {
    int[] counts = new int[data.description().classNames().size()];
    for (int i = 0; counts.length > 0 && i < data.size(); i++) {
      counts[data.label(i)]++;
    }
    return Arrays.stream(counts).boxed().toList();
  }

  /** The shape of one sample. */
  List<Integer> shape() {
    return description.shape().dims();
  }

  int classes(TrainingConfig config) {
    return config.networks().conditional() ? description.classes().size() : 0;
  }
}
