package dev.wgan.train;

import dev.wgan.network.RunFolder;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.SampleKind;
import dev.wgan.train.TrainingNoise.Stream;
import dev.wgan.train.data.BatchOrder;
import dev.wgan.train.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** Looks at a model in training: held-out scores, diversity, pictures. */
final class Watcher {
  private static final int HELD_OUT = 512;
  private static final int PICTURES = 64;
  private static final int COLUMNS = 8;

  private final WganModel model;
  private final RunData data;
  private final TrainingNoise noise;
  private final Optional<Batch> heldOut;
  private final Batch judged;
  private final Batch pictured;
  private final double dataSpread;

  Watcher(WganModel model, RunData data, TrainingNoise noise) {
    this.model = model;
    this.data = data;
    this.noise = noise;
    this.heldOut = data.heldOut().map(held -> chosen(held, HELD_OUT));
    this.judged = noise.latents(Stream.HELD_OUT, 0, heldOut.map(Batch::size).orElse(PICTURES));
    this.pictured = noise.latents(Stream.PICTURES, 0, PICTURES);
    Batch some = chosen(data.training(), PICTURES);
    float[] values = new float[some.values().remaining()];
    some.values().duplicate().get(values);
    this.dataSpread = spread(values, some.size());
  }

  /** A fixed choice of samples: the first of a shuffle, since data may come sorted. */
  private Batch chosen(Dataset from, int most) {
    int n = Math.min(most, from.size());
    BatchOrder order = BatchOrder.of(from.size(), n, noise.seed(Stream.HELD_OUT));
    int size = from.description().sampleSize();
    float[] values = new float[n * size];
    long[] labels = new long[data.description().classes().isEmpty() ? 0 : n];
    for (int i = 0; i < n; i++) {
      int index = order.index(i);
      from.read(index, values, i * size);
      if (labels.length > 0) {
        labels[i] = from.label(index);
      }
    }
    long[] shape = data.description().shape().batch(n);
    return Batch.of(values, shape).labelled(labels);
  }

  /** The critic's estimate on held-out samples. */
  OptionalDouble heldOutEstimate() {
    if (heldOut.isEmpty()) {
      return OptionalDouble.empty();
    }
    float[] generated = model.generate(judged);
    Batch fake =
        new Batch(java.nio.FloatBuffer.wrap(generated), heldOut.get().shape(), judged.labels());
    return OptionalDouble.of(mean(model.score(heldOut.get())) - mean(model.score(fake)));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** How far generated samples are from held-out ones, whatever the critic says. */
  OptionalDouble criterion() {
    return OptionalDouble.empty();
  }

  /** How far samples of fixed latents lie apart, as a share of how far samples of the data do. */
  double diversity() {
    return spread(model.generate(pictured), PICTURES) / dataSpread;
  }

  private static double spread(float[] values, int n) {
    int size = values.length / n;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double squares = 0;
        for (int d = 0; d < size; d++) {
          double difference = values[i * size + d] - values[j * size + d];
          squares += difference * difference;
        }
        sum += Math.sqrt(squares);
      }
    }
    return n < 2 ? 1 : sum / (n * (n - 1) / 2.0);
  }

  /** Writes a grid of the samples of fixed latents; nothing for samples that are no images. */
  Optional<Path> picture(RunFolder folder, long step) {
    if (data.description().kind() != SampleKind.IMAGE) {
      return Optional.empty();
    }
    ImageRenderer renderer =
        ImageRenderer.of(data.description().shape().dims(), data.description().range());
    Path file = folder.samples(step);
    try {
      Files.createDirectories(folder.samples());
      ImageRenderer.writePng(renderer.grid(model.generate(pictured), COLUMNS), file);
    } catch (IOException e) {
      throw new TrainingException(
          "the picture %s cannot be written: %s".formatted(file, CheckpointStore.reason(e)), e);
    }
    return Optional.of(file);
  }
}
