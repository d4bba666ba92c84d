package dev.wgan.train;

import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.BatchOrder;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.evaluate.PointSet;
import dev.wgan.train.evaluate.SlicedWasserstein;
import dev.wgan.train.monitor.Diversity;
import dev.wgan.train.task.Draw;
import dev.wgan.train.task.Task;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures a model in training: held-out estimate, distance from the data, diversity. */
final class ModelMeasures {
  private static final int HELD_OUT = 512;
  private static final int PICTURES = 64;
  private static final int DIVERSITY = 256;
  private static final int JUDGED = 2_000;
  private static final int CHUNK = 250;
  private static final int DIRECTIONS = 128;

  private final RunData data;
  private final Task task;
  private final TrainingNoise noise;
  private final Optional<Batch> heldOut;
  private final Batch judged;
  private final Batch pictured;
  private final Diversity diversity;
  private final float[] judgedAgainst;

  /**
   * Reads the samples that a model will be compared with.
   *
   * @throws TrainingException if the data do not allow a comparison, such as a single sample
   */
  ModelMeasures(RunData data, Task task, TrainingNoise noise) {
    this.data = data;
    this.task = task;
    this.noise = noise;
    this.heldOut = data.heldOut().map(held -> chosen(held, HELD_OUT));
    Batch from = heldOut.orElseGet(() -> chosen(data.training(), PICTURES));
    Batch given = task.inputs(from, new Draw(noise, Stream.HELD_OUT, 0, from.size()));
    this.judged = heldOut.map(given::labelledAs).orElse(given);
    Batch shown = chosen(data.heldOut().orElse(data.training()), PICTURES);
    this.pictured =
        task.paired()
            ? shown.and(task.inputs(shown, new Draw(noise, Stream.PICTURES, 0, shown.size())))
            : task.inputs(shown, new Draw(noise, Stream.PICTURES, 0, PICTURES));
    int size = data.description().shape().elements();
    this.diversity = Diversity.of(values(chosen(data.training(), DIVERSITY)), size);
    this.judgedAgainst = values(chosen(data.heldOut().orElse(data.training()), JUDGED));
  }

  private static float[] values(Batch batch) {
    float[] values = new float[batch.floats(Batch.SAMPLE).remaining()];
    batch.floats(Batch.SAMPLE).get(values);
    return values;
  }

  /** A fixed choice of samples: the first of a shuffle, because data may be sorted. */
  private Batch chosen(Dataset from, int most) {
    int n = Math.min(most, from.size());
    BatchOrder order = BatchOrder.of(from.size(), n, noise.seed(Stream.HELD_OUT));
    int size = from.description().sampleSize();
    float[] values = new float[n * size];
    long[] labels = new long[noise.classes() == 0 ? 0 : n];
    for (int i = 0; i < n; i++) {
      int index = order.index(i);
      from.read(index, values, i * size);
      if (labels.length > 0) {
        labels[i] = from.label(index);
      }
    }
    long[] shape = data.description().shape().batch(n);
    return Batch.of(Batch.SAMPLE, values, shape).labelled(labels);
  }

  /** The critic's estimate on held-out samples. */
  OptionalDouble heldOutEstimate(WganModel model) {
    if (heldOut.isEmpty()) {
      return OptionalDouble.empty();
    }
    float[] generated = model.generate(judged);
    Batch real = judged.and(heldOut.get());
    Batch fake =
        real.and(
            Batch.of(
                Batch.SAMPLE, generated, data.description().shape().batch(heldOut.get().size())));
    return OptionalDouble.of(mean(model.score(real)) - mean(model.score(fake)));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /**
   * The sliced Wasserstein distance between generated and held-out samples (training samples if
   * none are held out); for a task that restores samples, the root of the mean squared difference.
   * It does not depend on the critic.
   */
  OptionalDouble criterion(WganModel model) {
    int size = data.description().shape().elements();
    float[] generated = new float[judgedAgainst.length];
    int n = judgedAgainst.length / size;
    for (int first = 0; first < n; first += CHUNK) {
      int count = Math.min(CHUNK, n - first);
      FloatBuffer values = FloatBuffer.wrap(judgedAgainst, first * size, count * size);
      Batch real =
          Batch.empty().with(Batch.SAMPLE, values, data.description().shape().batch(count));
      float[] chunk =
          model.generate(task.inputs(real, new Draw(noise, Stream.CRITERION, first, count)));
      System.arraycopy(chunk, 0, generated, first * size, chunk.length);
    }
    if (task.paired()) {
      return OptionalDouble.of(rootMeanSquare(generated, judgedAgainst));
    }
    return OptionalDouble.of(
        SlicedWasserstein.between(
            PointSet.of(generated, size),
            PointSet.of(judgedAgainst, size),
            DIRECTIONS,
            noise.seed(Stream.CRITERION)));
  }

  private static double rootMeanSquare(float[] restored, float[] originals) {
    double sum = 0;
    for (int i = 0; i < originals.length; i++) {
      double difference = restored[i] - originals[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum / originals.length);
  }

  /**
   * The mean distance between samples of fixed latents, as a share of that between samples of the
   * data.
   */
  double diversity(WganModel model) {
    return diversity.of(model.generate(pictured));
  }

  /** The inputs of the samples that are drawn, with the originals if the task restores them. */
  Batch pictured() {
    return pictured;
  }

  /** At most n of the real samples that generated ones are compared with. */
  Batch real(int n) {
    int size = data.description().shape().elements();
    int count = Math.min(n, judgedAgainst.length / size);
    return Batch.empty()
        .with(
            Batch.SAMPLE,
            FloatBuffer.wrap(judgedAgainst, 0, count * size),
            data.description().shape().batch(count));
  }

  /** The real samples that generated ones are compared with, [n, shape]. */
  float[] judgedAgainst() {
    return judgedAgainst.clone();
  }
}
