package dev.wgan.train.cli;

import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.BatchOrder;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.Split;
import dev.wgan.train.evaluate.Exposure;
import dev.wgan.train.evaluate.PointSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The real data that samples are compared with.
 *
 * @param description of the data
 * @param reference real samples to compare with
 * @param floor other real samples, equally many
 * @param training real samples that a Gaussian is fitted to
 * @param exposure whether the reference was seen in training
 * @param trained the samples whose copies are looked for
 * @param heldOut samples that training did not use; null if there are none to compare with
 * @param referenceLabels the classes of the reference; empty for data without classes
 * @param floorLabels the classes of the floor; empty for data without classes
 */
record RealData(
    DataDescription description,
    PointSet reference,
    PointSet floor,
    PointSet training,
    Exposure exposure,
    PointSet trained,
    @Nullable PointSet heldOut,
    List<Integer> referenceLabels,
    List<Integer> floorLabels) {
  /** With fewer samples the figures mean nothing. */
  static final int LEAST = 100;

  /** With fewer held-out samples, training samples compared with each other reveal more copies. */
  private static final int LEAST_HELD_OUT = 200;

  /**
   * Reads the test and the training part if a folder has both; divides a data set into three
   * otherwise.
   *
   * @param source of the data, as training would read them
   * @param most the largest number of samples that will be evaluated
   * @param seen the data that the model was trained on
   */
  static RealData of(DataSource source, OptionalInt most, SeenData seen) {
    return source.hasBothParts() ? ofParts(source, most, seen) : ofThirds(source, most, seen);
  }

  /**
   * Reads the samples that a training held out of its data.
   *
   * @param source of the data of the training
   * @param most the largest number of samples that will be evaluated
   * @param seen the data that the model was trained on
   */
  static RealData ofHeldOut(DataSource source, OptionalInt most, SeenData seen) {
    DataSource trained = source.hasBothParts() ? source.withPart("train") : source;
    try (Dataset all = trained.asTheyAre().open()) {
      if (!isSeen(seen, trained, all)) {
        throw new TrainingException(
            "--held-out with %s of %s samples: the model file does not name them as the data of its training; expected the data that it was trained on, read with the same options"
                .formatted(all.description().name(), all.size()));
      }
      Split split =
          seen.split(all)
              .orElseThrow(
                  () ->
                      new TrainingException(
                          "--held-out: the training of this model held nothing out of %s; train with a share, such as --set held_out=0.1, or give data with a test part instead"
                              .formatted(all.description().name())));
      int n = Math.min(most.orElse(Integer.MAX_VALUE), split.heldOut().size());
      n = Math.min(n, split.training().size());
      if (n < LEAST) {
        throw new TrainingException(
            "--held-out: %s of %s samples were held out, and %s trained on; expected at least %s of either"
                .formatted(split.heldOut().size(), all.size(), split.training().size(), LEAST));
      }
      PointSet reference = part(split.heldOut(), 0, n);
      PointSet training = shuffled(split.training());
      return new RealData(
          all.description(),
          reference,
          training.first(n),
          training,
          Exposure.NOT_SEEN,
          training,
          reference,
          labels(split.heldOut(), 0, n),
          labels(split.training(), 0, n));
    }
  }

  private static RealData ofParts(DataSource source, OptionalInt most, SeenData seen) {
    DataSource testPart = source.withPart("test");
    DataSource trainPart = source.withPart("train");
    try (Dataset test = testPart.asTheyAre().open();
        Dataset train = trainPart.asTheyAre().open()) {
      int n = Math.min(most.orElse(test.size()), Math.min(test.size(), train.size()));
      check(n, test, "at least %s samples of either part");
      PointSet reference = part(test, 0, n);
      PointSet training = shuffled(train);
      RealData unknown =
          new RealData(
              test.description(),
              reference,
              training.first(n),
              training,
              Exposure.UNKNOWN,
              training,
              reference,
              labels(test, 0, n),
              labels(train, 0, n));
      if (isSeen(seen, testPart, test)) {
        return unknown.trainedOn(test, seen);
      }
      return isSeen(seen, trainPart, train) ? unknown.notSeen(train, seen) : unknown;
    }
  }

  private static RealData ofThirds(DataSource source, OptionalInt most, SeenData seen) {
    try (Dataset whole = source.asTheyAre().open()) {
      Dataset all = distinct(whole);
      int n = Math.min(most.orElse(all.size() / 3), all.size() / 3);
      check(n, all, "at least %s samples and three times as many data");
      RealData unknown =
          new RealData(
              all.description(),
              part(all, 0, n),
              part(all, n, 2 * n),
              part(all, 2 * n, all.size()),
              Exposure.UNKNOWN,
              shuffled(all),
              null,
              labels(all, 0, n),
              labels(all, n, 2 * n));
      return isSeen(seen, source, whole) ? unknown.trainedOn(whole, seen) : unknown;
    }
  }

  /** Tables are standardised for training, which changes their digest. */
  private static boolean isSeen(SeenData seen, DataSource source, Dataset asTheyAre) {
    if (seen.is(asTheyAre)) {
      return true;
    }
    if (!source.standardise() || asTheyAre.description().kind().drawsSamples()) {
      return false;
    }
    try (Dataset standardised = source.open()) {
      return seen.is(standardised);
    }
  }

  /** These data, for a model that was trained on the training part. */
  private RealData notSeen(Dataset train, SeenData seen) {
    Dataset known = seen.split(train).map(Split::training).orElse(train);
    return new RealData(
        description,
        reference,
        floor,
        training,
        Exposure.NOT_SEEN,
        shuffled(known),
        heldOut,
        referenceLabels,
        floorLabels);
  }

  /** These data, for a model that was trained on a data set that contains the reference. */
  private RealData trainedOn(Dataset data, SeenData seen) {
    Optional<Split> split =
        seen.split(data).filter(parts -> parts.heldOut().size() >= LEAST_HELD_OUT);
    Dataset known = split.isPresent() ? split.get().training() : distinct(data);
    return new RealData(
        description,
        reference,
        floor,
        training,
        Exposure.SEEN,
        shuffled(known),
        split.isPresent() ? shuffled(split.get().heldOut()) : null,
        referenceLabels,
        floorLabels);
  }

  /** An image that is in two thirds would be compared with itself. */
  private static Dataset distinct(Dataset data) {
    return data.description().kind().distinct() ? Datasets.withoutDuplicates(data) : data;
  }

  private static void check(int n, Dataset data, String expected) {
    if (n < LEAST) {
      throw new TrainingException(
          "%s samples against %s of %s: expected %s"
              .formatted(n, data.description().name(), data.size(), expected.formatted(LEAST)));
    }
  }

  /** The classes of {@link #part}. */
  private static List<Integer> labels(Dataset data, int from, int to) {
    if (!data.description().labelled()) {
      return List.of();
    }
    BatchOrder order = BatchOrder.of(data.size(), 1, 0);
    return IntStream.range(from, to).map(i -> data.label(order.index(i))).boxed().toList();
  }

  /** All samples in the order of a shuffle. */
  static PointSet shuffled(Dataset data) {
    return part(data, 0, data.size());
  }

  /** Samples of a shuffle, since data may come sorted by class. */
  private static PointSet part(Dataset data, int from, int to) {
    int size = data.description().sampleSize();
    BatchOrder order = BatchOrder.of(data.size(), 1, 0);
    float[] values = new float[Math.multiplyExact(to - from, size)];
    for (int i = from; i < to; i++) {
      data.read(order.index(i), values, (i - from) * size);
    }
    return PointSet.of(values, size);
  }
}
