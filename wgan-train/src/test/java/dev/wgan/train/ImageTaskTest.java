package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.run.RunFolder;
import dev.wgan.train.architecture.DilatedInpainter;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.optimizer.Rmsprop;
import dev.wgan.train.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains the tasks from images to images. */
class ImageTaskTest {
  private static final int SIZE = 32;

  @TempDir private Path folder;

  /** Smooth random pictures. */
  private static Dataset pictures(int n) {
    Random random = new Random(1);
    float[] values = new float[n * 3 * SIZE * SIZE];
    for (int plane = 0; plane < n * 3; plane++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double phase = random.nextDouble() * 6;
      for (int i = 0; i < SIZE * SIZE; i++) {
        double x = (double) (i % SIZE) / SIZE;
        int row = i / SIZE;
        double y = (double) row / SIZE;
        values[plane * SIZE * SIZE + i] =
            (float) (0.8 * Math.sin(3 * a * x + 3 * b * y + phase + 4 * a * b * x * y));
      }
    }
    return Datasets.ofImages("waves", values, List.of(3, SIZE, SIZE));
  }

  private static TrainingConfig config(String task) {
    return Presets.of(task)
        .with("width=4", "depth=1", "batch=4", "threads=1", "steps=24", "content_steps=8")
        .with("log_every=4", "sample_every=8", "checkpoint_every=4", "keep=9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"upscale", "inpaint"})
  void trainsContentFirstAndThenWithTheCriticAndResumesToTheBit(String task) throws IOException {
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    RunFolder parts = new RunFolder(folder.resolve("parts"));
    try (Dataset data = pictures(40)) {
      WganTrainer.create(config(task), data, whole).train();
      List<Measurement> rows = new MetricsFile(whole.metrics()).read();
      assertThat(rows.get(1).criticIterations()).isZero();
      assertThat(rows.get(1).wasserstein()).isNaN();
      assertThat(rows.get(1).heldOut()).isEmpty();
      assertThat(rows.get(5).criticIterations()).isEqualTo(16);
      assertThat(rows.get(5).wasserstein()).isFinite();
      assertThat(rows.get(5).smoothed()).isFinite();
      assertThat(rows.get(5).criterion().orElseThrow())
          .isLessThan(rows.get(0).criterion().orElseThrow());

      // Cut in the middle of the content steps, and after the critic began.
      for (long stop : List.of(4L, 12L, 24L)) {
        WganTrainer trainer =
            parts.checkpoints().isEmpty()
                ? WganTrainer.create(config(task), data, parts)
                : WganTrainer.resume(config(task), data, parts);
        trainer.listen(
            event -> {
              if (event instanceof dev.wgan.train.monitor.TrainingEvent.Stepped stepped
                  && stepped.step() == stop) {
                trainer.cancel();
              }
            });
        trainer.train();
      }
    }
    for (String file : List.of("generator.safetensors", "critic.safetensors")) {
      assertThat(parts.latest().path().resolve(file))
          .hasSameBinaryContentAs(whole.latest().path().resolve(file));
    }
    assertThat(whole.samples(24)).isNotEmptyFile();
    assertThat(Files.readString(whole.report())).contains("<html");
  }

  @Test
  void contentAloneNeedsNoCritic() {
    RunFolder run = new RunFolder(folder.resolve("content"));
    try (Dataset data = pictures(24)) {
      WganTrainer.create(config("upscale").with("content_steps=24"), data, run).train();
    }
    List<Measurement> rows = new MetricsFile(run.metrics()).read();
    assertThat(rows.get(rows.size() - 1).criticIterations()).isZero();
    assertThat(rows.get(rows.size() - 1).generatorLoss()).isLessThan(rows.get(0).generatorLoss());
  }

  @Test
  void startsFromTheWeightsOfAnotherRunAndResumesFromThereToTheBit() throws IOException {
    RunFolder content = new RunFolder(folder.resolve("content"));
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    RunFolder parts = new RunFolder(folder.resolve("parts"));
    TrainingConfig next = config("upscale").with("content_steps=0", "steps=8");
    try (Dataset data = pictures(24)) {
      WganTrainer.create(config("upscale").with("steps=8"), data, content).train();
      WganTrainer.create(next, data, whole).startFrom(content.latest()).train();
      assertThat(whole.checkpoint(0).generator())
          .hasSameBinaryContentAs(content.latest().generatorAverage());

      WganTrainer killed = WganTrainer.create(next, data, parts).startFrom(content.latest());
      killed.listen(event -> killed.cancel());
      killed.train();
      WganTrainer.resume(next, data, parts).train();
      assertThat(parts.latest().generator()).hasSameBinaryContentAs(whole.latest().generator());

      TrainingConfig wider = next.with("width=6");
      WganTrainer other = WganTrainer.create(wider, data, new RunFolder(folder.resolve("wide")));
      assertThatThrownBy(() -> other.startFrom(content.latest()))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("keep network, width, depth and conditional of that run");

      assertThat(other.startNotes()).isEmpty();
      NetworkSpec generator = NetworkJson.read(content.generator(), NetworkSpec.class);
      NetworkSpec critic = NetworkJson.read(content.critic(), NetworkSpec.class);
      List<LayerSpec> longer = new ArrayList<>(critic.layers());
      longer.add(new Linear(1, 1));
      WganTrainer anew =
          WganTrainer.create(
              next,
              generator,
              new NetworkSpec(critic.inputs(), longer),
              data,
              new RunFolder(folder.resolve("anew")));
      assertThat(anew.startFrom(content.latest()).startNotes())
          .containsExactly(
              "the critic starts with random weights: its layers are not those of the other run");
      Files.write(content.latest().critic(), new byte[3]);
      assertThatThrownBy(() -> anew.startFrom(content.latest()))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("critic.safetensors");
    }
  }

  /** The gradient of a linear critic is its weight, of which the part inside the hole counts. */
  @Test
  void thePenaltyActsInsideTheMask() {
    Shape image = Shape.of(1, SIZE, SIZE);
    int elements = image.elements();
    NetworkSpec critic =
        NetworkSpec.of(InputSpec.sample(image), new Reshaping.Flatten(), new Linear(elements, 1));
    float[] slope = new float[elements];
    float[] mask = new float[elements];
    Random random = new Random(4);
    double inside = 0;
    for (int i = 0; i < elements; i++) {
      slope[i] = (float) random.nextGaussian();
      mask[i] = random.nextInt(3) == 0 ? 1 : 0;
      inside += mask[i] * slope[i] * slope[i];
    }
    NetworkSpec generator = DilatedInpainter.network(image, 2, 1);
    Weights weights =
        Weights.of(
            Map.of(
                "1.weight",
                Tensor.of(Shape.of(1, elements), slope),
                "1.bias",
                Tensor.of(Shape.of(1), new float[1])));
    try (WganModel model =
        new WganModel(
            generator,
            critic,
            new GradientPenalty(10),
            new Rmsprop(0.99, 1e-8),
            Task.of(Presets.of("inpaint")),
            RandomWeights.of(generator, 1),
            weights,
            Device.cpu(),
            DataType.FLOAT32,
            "")) {
      float[] sample = new float[elements];
      Batch batch =
          Batch.of(Batch.SAMPLE, sample, image.batch(1))
              .and(Batch.of(Batch.IMAGE, sample, image.batch(1)))
              .and(Batch.of(Batch.MASK, mask, image.batch(1)))
              .and(Batch.of(Batch.EPSILON, new float[] {0.5f}, 1));
      CriticTerms terms = model.criticStep(batch, 1e-6);
      assertThat(terms.gradientNorm()).isCloseTo(Math.sqrt(inside), within(1e-3));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    RunFolder run = new RunFolder(folder.resolve("refused"));
    try (Dataset data = pictures(8)) {
      assertThatThrownBy(() -> WganTrainer.create(config("upscale").with("factor=3"), data, run))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("factor=3");
      assertThatThrownBy(
              () -> WganTrainer.create(config("upscale").with("network=dcgan"), data, run))
          .hasMessageContaining("set network=resnet");
      assertThatThrownBy(
              () -> WganTrainer.create(Presets.of("wgan-gp").with("content_steps=5"), data, run))
          .hasMessageContaining("content_steps is 5: the task generate has no content term");
      assertThatThrownBy(() -> Presets.of("inpaint").with("box_min=20"))
          .hasMessageContaining("box_min is 20 and box_max is 16");
    }
    try (Dataset rows = Datasets.ofRows("rows", new float[40], 4)) {
      assertThatThrownBy(() -> WganTrainer.create(config("inpaint"), rows, run))
          .hasMessageContaining("needs images");
    }
    assertThat(run.path()).doesNotExist();
  }
}
