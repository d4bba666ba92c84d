package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.network.Activation;
import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Findings;
import dev.wgan.train.kind.Kind;
import dev.wgan.train.kind.ModelView;
import dev.wgan.train.task.Draw;
import dev.wgan.train.task.Task;
import dev.wgan.train.torchscript.NamedTensors;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The room for other tasks and kinds of samples: a task and a kind that exist in this file alone
 * are trained, drawn and resumed.
 */
class RoomTest {
  private static final int LENGTH = 16;
  private static final Shape WAVE = Shape.of(1, LENGTH);

  /** Takes the upper half of the frequencies out of a wave; the generator puts them back. */
  private record Sharpen() implements Task.Custom {
    @Override
    public List<String> given() {
      return List.of(Batch.IMAGE);
    }

    @Override
    public Batch inputs(Batch real, Draw draw) {
      FloatBuffer samples = real.floats(Batch.SAMPLE);
      float[] smooth = new float[samples.remaining()];
      for (int i = 0; i < smooth.length; i++) {
        int before = i % LENGTH == 0 ? i : i - 1;
        smooth[i] =
            (samples.get(samples.position() + i) + samples.get(samples.position() + before)) / 2;
      }
      return Batch.of(Batch.IMAGE, smooth, WAVE.batch(real.size()));
    }

    @Override
    public List<String> contentTensors() {
      return List.of(Batch.SAMPLE);
    }

    @Override
    public String content(NamedTensors batch) {
      return "10.0 * torch.mean(torch.abs(fake - %s))".formatted(batch.get(Batch.SAMPLE));
    }

    @Override
    public void require(NetworkSpec generator, TrainingConfig config, TrainingData data) {
      assertThat(generator.inputs()).extracting(InputSpec::name).containsExactly(Batch.IMAGE);
    }
  }

  /** Waves, drawn as lines of pixels. */
  private record Waves() implements Kind.Custom {
    @Override
    public SampleKind id() {
      return SampleKind.AUDIO;
    }

    @Override
    public boolean drawsSamples() {
      return true;
    }

    @Override
    public Optional<BufferedImage> grid(
        float[] samples, List<Integer> shape, ValueRange range, int columns) {
      int n = samples.length / LENGTH;
      BufferedImage picture = new BufferedImage(LENGTH, n, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < samples.length; i++) {
        float grey = Math.max(0, Math.min(1, (samples[i] + 1) / 2));
        picture.setRGB(i % LENGTH, i / LENGTH, new Color(grey, grey, grey).getRGB());
      }
      return Optional.of(picture);
    }

    @Override
    public void overview(ModelView model, Path folder) throws IOException {
      assertThat(model.interpolated(2, 2)).isEmpty();
      Files.writeString(folder.resolve("waves.txt"), Arrays.toString(model.generated(2)));
    }
  }

  /** Sines of sixteen phases and three frequencies. */
  private static final class Sines implements Dataset {
    @Override
    public DataDescription description() {
      return new DataDescription(
          "sines",
          "made in memory",
          new Waves(),
          WAVE.dims(),
          new ValueRange(-1, 1),
          List.of(),
          0,
          Optional.empty(),
          Findings.NONE);
    }

    @Override
    public int size() {
      return 48;
    }

    @Override
    public void read(int index, float[] into, int offset) {
      for (int i = 0; i < LENGTH; i++) {
        int step = index / 3;
        double phase = step * Math.PI / 8;
        into[offset + i] = (float) Math.sin(phase + (1 + index % 3) * i * Math.PI / 4);
      }
    }

    @Override
    public int label(int index) {
      return NO_LABEL;
    }

    @Override
    public String digest() {
      return "sines";
    }

    @Override
    public void close() {}
  }

  @TempDir private Path temporary;

  @Test
  void anotherTaskAndAnotherKindFindTheirPlace() throws IOException {
    NetworkSpec generator =
        NetworkSpec.of(
            new InputSpec(Batch.IMAGE, InputSpec.Role.IMAGE, WAVE, 0),
            new Reshaping.Flatten(),
            new Linear(LENGTH, 32),
            new Activation.Relu(),
            new Linear(32, LENGTH),
            new Reshaping.Reshape(WAVE));
    NetworkSpec critic =
        NetworkSpec.of(
            InputSpec.sample(WAVE),
            new Reshaping.Flatten(),
            new Linear(LENGTH, 32),
            new Activation.Relu(),
            new Linear(32, 1));
    TrainingConfig config =
        Presets.of("wgan-gp")
            .with("batch=8", "steps=60", "threads=1", "log_every=20", "sample_every=20")
            .with("checkpoint_every=20", "generator_learning_rate=1e-2");
    Path whole = temporary.resolve("whole");
    Path parts = temporary.resolve("parts");
    try (Dataset sines = new Sines()) {
      WganTrainer.create(config, new Sharpen(), generator, critic, sines, new RunFolder(whole))
          .train();
      WganTrainer.create(
              config.with("steps=40"),
              new Sharpen(),
              generator,
              critic,
              sines,
              new RunFolder(parts))
          .train();
      WganTrainer.resume(config, new Sharpen(), sines, new RunFolder(parts)).train();
    }
    String weights = "checkpoints/step-60/generator.safetensors";
    assertThat(parts.resolve(weights)).hasSameBinaryContentAs(whole.resolve(weights));
    assertThat(whole.resolve("samples/waves.txt")).exists();
    assertThat(new RunFolder(whole).samples(60)).exists();
    assertThat(whole.resolve("report.html")).exists();
    List<String> rows = Files.readAllLines(whole.resolve("metrics.csv"));
    double first = generatorLoss(rows.get(0), rows.get(1));
    double last = generatorLoss(rows.get(0), rows.get(rows.size() - 1));
    assertThat(last).as("the content term goes down").isLessThan(first);
  }

  private static double generatorLoss(String header, String row) {
    int column = Arrays.asList(header.split(",", -1)).indexOf("generator_loss");
    return Double.parseDouble(row.split(",", -1)[column]);
  }
}
