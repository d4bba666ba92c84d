package dev.wgan.train.cli;

import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.BatchOrder;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.evaluate.PointSet;
import java.util.OptionalInt;

/**
 * The real data that samples are compared with.
 *
 * @param description of the data
 * @param reference real samples that the generator has not seen
 * @param floor other real samples, equally many
 * @param training the samples that the generator was trained on
 */
record RealData(
    DataDescription description, PointSet reference, PointSet floor, PointSet training) {
  /** With fewer samples the figures mean nothing. */
  static final int LEAST = 100;

  /**
   * Reads the test and the training part if a folder has both; divides a data set into three
   * otherwise.
   *
   * @param most the largest number of samples that will be evaluated
   */
  static RealData of(DataSource source, OptionalInt most) {
    return source.hasBothParts()
        ? ofParts(source.withPart("test"), source.withPart("train"), most)
        : ofThirds(source, most);
  }

  private static RealData ofParts(DataSource test, DataSource train, OptionalInt most) {
    try (Dataset unseen = test.open();
        Dataset seen = train.open()) {
      int n = Math.min(most.orElse(unseen.size()), Math.min(unseen.size(), seen.size()));
      check(n, unseen);
      PointSet training = part(seen, 0, seen.size());
      return new RealData(unseen.description(), part(unseen, 0, n), training.first(n), training);
    }
  }

  private static RealData ofThirds(DataSource source, OptionalInt most) {
    try (Dataset all = distinct(source.open())) {
      int n = Math.min(most.orElse(all.size() / 3), all.size() / 3);
      check(n, all);
      return new RealData(
          all.description(), part(all, 0, n), part(all, n, 2 * n), part(all, 2 * n, all.size()));
    }
  }

  /** An image that is in two thirds would be compared with itself. */
  private static Dataset distinct(Dataset data) {
    return data.description().kind().distinct() ? Datasets.withoutDuplicates(data) : data;
  }

  private static void check(int n, Dataset data) {
    if (n < LEAST) {
      throw new TrainingException(
          "%s samples against %s of %s: expected at least %s samples and three times as many data"
              .formatted(n, data.description().name(), data.size(), LEAST));
    }
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
