package dev.wgan.train;

import dev.wgan.run.RunFolder;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ValueRange;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.kind.Interpolation;
import dev.wgan.train.kind.ModelView;
import dev.wgan.train.task.Draw;
import dev.wgan.train.task.Task;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes the pictures of a training into its run folder, as its kind of samples draws them. */
final class TrainingPictures {
  private static final int COLUMNS = 8;

  private final RunData data;
  private final Task task;
  private final TrainingNoise noise;
  private final ModelMeasures measures;

  TrainingPictures(RunData data, Task task, TrainingNoise noise, ModelMeasures measures) {
    this.data = data;
    this.task = task;
    this.noise = noise;
    this.measures = measures;
  }

  /** Writes a grid of samples of fixed inputs; writes none for samples that cannot be drawn. */
  Optional<Path> samples(WganModel model, RunFolder folder, long step) {
    if (!data.kind().drawsSamples()) {
      return Optional.empty();
    }
    Path file = folder.samples(step);
    try {
      Files.createDirectories(folder.samples());
      float[] generated = model.generate(measures.pictured());
      sound(generated, folder, step);
      List<float[]> panels = task.panels(measures.pictured(), generated);
      Optional<BufferedImage> grid =
          data.kind()
              .grid(
                  interleaved(panels, data.description().shape().elements()),
                  data.shape(),
                  data.description().range(),
                  COLUMNS);
      if (grid.isEmpty()) {
        return Optional.empty();
      }
      ImageRenderer.writePng(grid.get(), file);
    } catch (UncheckedIOException e) {
      throw new TrainingException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new TrainingException(
          "the picture %s cannot be written: %s".formatted(file, CheckpointStore.reason(e)), e);
    }
    return Optional.of(file);
  }

  /** Writes some of the samples as sound; nothing for samples that cannot be played. */
  private void sound(float[] generated, RunFolder folder, long step) {
    data.kind()
        .sound(generated, data.shape(), data.description().range())
        .ifPresent(clip -> clip.writeWav(folder.samplesSound(step)));
  }

  /** The first sample of each list, then the second of each, and so on. */
  private static float[] interleaved(List<float[]> panels, int size) {
    if (panels.size() == 1) {
      return panels.get(0);
    }
    int n = panels.get(0).length / size;
    float[] all = new float[n * size * panels.size()];
    for (int i = 0; i < n; i++) {
      for (int p = 0; p < panels.size(); p++) {
        System.arraycopy(panels.get(p), i * size, all, (i * panels.size() + p) * size, size);
      }
    }
    return all;
  }

  /** Writes the pictures that show the model as it is now, such as interpolations. */
  void overview(WganModel model, RunFolder folder) {
    try {
      Files.createDirectories(folder.samples());
      data.kind().overview(new View(model), folder.samples());
    } catch (IOException e) {
      throw new TrainingException(
          "a picture in %s cannot be written: %s"
              .formatted(folder.samples(), CheckpointStore.reason(e)),
          e);
    }
  }

  private final class View implements ModelView {
    private final WganModel model;

    View(WganModel model) {
      this.model = model;
    }

    @Override
    public List<Integer> shape() {
      return data.shape();
    }

    @Override
    public ValueRange range() {
      return data.description().range();
    }

    @Override
    public boolean conditional() {
      return noise.classes() > 0;
    }

    @Override
    public Optional<float[]> interpolated(int rows, int steps) {
      Batch pictured = measures.pictured();
      if (!pictured.has(Batch.LATENT)) {
        return Optional.empty();
      }
      int n = rows * steps;
      int latent = Math.toIntExact(pictured.get(Batch.LATENT).shape().get(1));
      float[] latents =
          Interpolation.latents(
              noise.distribution(), latent, rows, steps, noise.seed(Stream.PICTURES));
      long[] labels = new long[conditional() ? n : 0];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = i / steps % noise.classes();
      }
      return Optional.of(
          model.generate(Batch.of(Batch.LATENT, latents, n, latent).labelled(labels)));
    }

    @Override
    public float[] real() {
      return measures.judgedAgainst();
    }

    @Override
    public float[] generated(int n) {
      return model.generate(task.inputs(measures.real(n), new Draw(noise, Stream.CRITERION, 0, n)));
    }

    @Override
    public float[] scores(float[] samples) {
      int n = samples.length / data.description().shape().elements();
      return model.score(Batch.of(Batch.SAMPLE, samples, data.description().shape().batch(n)));
    }
  }
}
