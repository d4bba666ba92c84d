package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.run.RunFolder;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.Generator;
import dev.wgan.table.Table;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.monitor.TrainingEvent;
import dev.wgan.train.table.CopulaStart;
import dev.wgan.train.table.TableDataset;
import dev.wgan.train.task.Draw;
import dev.wgan.train.task.Task;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of typed rows: where they start, whether they repeat themselves, what they write. */
class TableTrainingTest {
  private static final int ROWS = 1200;
  private static final double RED = 0.3;

  @TempDir Path folder;

  private Path csv = Path.of("");

  @BeforeEach
  void write() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder rows = new StringBuilder("id,age,income,colour,born\n");
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian();
      rows.append(i + 1).append(',').append(40 + Math.round(9 * x)).append(',');
      rows.append(random.nextInt(4) == 0 ? "" : String.valueOf(Math.round(900 * Math.exp(x))));
      rows.append(random.nextDouble() < RED ? ",red," : x > 0 ? ",green," : ",blue,");
      rows.append("19").append(50 + random.nextInt(40)).append("-02-11\n");
    }
    csv = folder.resolve("people.csv");
    Files.writeString(csv, rows);
  }

  private TableDataset data() {
    return TableDataset.open(csv, Optional.empty(), TableFormat.AUTO);
  }

  private static TrainingConfig config(long steps) {
    return Presets.of("table")
        .with("threads=1", "batch=50", "critic_warmup=3", "width=16", "log_every=5")
        .with("checkpoint_every=5", "sample_every=5", "learning_rate_decay=none")
        .with("steps=" + steps);
  }

  @Test
  void trainingStartsAsTheCopula() throws IOException {
    TableDataset data = data();
    TrainingConfig config = config(10);
    Task task = Task.of(config, data);
    TrainingNoise noise = new TrainingNoise(config, 0);
    Dataset whole = data;
    ModelStart start =
        new ModelStart(
            config,
            task,
            task.networks(config, whole.description()).generator(),
            task.networks(config, whole.description()).critic(),
            noise);
    try (WganModel model = start.model(null, null, ai.djl.Device.cpu())) {
      Draw draw = new Draw(noise, Stream.PICTURES, 0, 500);
      Batch inputs = draw.latents();
      float[] made = model.values(inputs);
      float[] latents = new float[500 * config.networks().latent()];
      inputs.floats(Batch.LATENT).get(latents);
      CopulaStart copula = data.copula();
      float[] used = new float[500 * copula.latents()];
      for (int r = 0; r < 500; r++) {
        System.arraycopy(
            latents, r * config.networks().latent(), used, r * copula.latents(), copula.latents());
      }
      float[] expected = copula.values(used);
      assertThat(made).hasSameSizeAs(expected);
      for (int i = 0; i < made.length; i++) {
        assertThat(made[i])
            .isCloseTo(expected[i], within(2e-5f * Math.max(1, Math.abs(expected[i]))));
      }
      rowsAreInTheFormOfTheData(data, model.generate(task.inputs(inputs, draw)));
    }
  }

  /** One 1 in each block, and the score 0 where a value is missing. */
  private static void rowsAreInTheFormOfTheData(TableDataset data, float[] rows) {
    int width = data.layout().width();
    int missing = 0;
    for (int r = 0; r < rows.length / width; r++) {
      for (var block : data.layout().blocks()) {
        float[] ones =
            Arrays.copyOfRange(
                rows, r * width + block.first(), r * width + block.first() + block.size());
        float sum = 0;
        for (float one : ones) {
          assertThat(Math.min(Math.abs(one), Math.abs(one - 1))).isLessThan(1e-6f);
          sum += one;
        }
        assertThat(sum).isCloseTo(1, within(1e-5f));
        if (block.score() >= 0 && ones[1] > .5) {
          assertThat(rows[r * width + block.score()]).isCloseTo(0, within(1e-5f));
          missing++;
        }
      }
    }
    assertThat(missing).isBetween(70, 180);
  }

  @Test
  void aResumedRunRepeatsItselfToTheBit() throws IOException {
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    WganTrainer.create(config(10), data(), whole).train();
    RunFolder parts = new RunFolder(folder.resolve("parts"));
    WganTrainer.create(config(5), data(), parts).train();
    WganTrainer.resume(config(10), data(), parts).train();
    Checkpoint expected = whole.latest();
    Checkpoint resumed = parts.latest();
    assertThat(resumed.step()).isEqualTo(10);
    for (String file :
        Arrays.asList(
            "generator.safetensors",
            "generator-average.safetensors",
            "critic.safetensors",
            "optimizer.safetensors",
            "codes.json")) {
      assertThat(resumed.path().resolve(file))
          .hasSameBinaryContentAs(expected.path().resolve(file));
    }
  }

  @Test
  void theModelFileAloneGivesRowsWithTheSharesOfTheData() throws IOException {
    RunFolder run = new RunFolder(folder.resolve("run"));
    WganTrainer.create(config(60).with("checkpoint_every=60"), data(), run).train();
    TrainedGenerator trained = run.trained(run.latest());
    Path file = folder.resolve("people.onnx");
    OnnxExporter.of(ExportOptions.builder().build()).export(trained, file);
    try (Generator generator = Generator.load(file)) {
      Table table = generator.sample(4000, 3L).table();
      long red = 0;
      long missing = 0;
      for (int r = 0; r < table.size(); r++) {
        red += table.text(r, table.schema().indexOf("colour")).equals("red") ? 1 : 0;
        missing += table.text(r, table.schema().indexOf("income")).isEmpty() ? 1 : 0;
      }
      // four deviations of 4000 draws, and of the 1200 rows
      assertThat(red / 4000.0).isCloseTo(RED, within(.07));
      assertThat(missing / 4000.0).isCloseTo(.25, within(.07));
    }
  }

  @Test
  void aLatentGrowsToTheColumns() {
    TrainingConfig small = config(5).with("latent=2");
    TableDataset data = data();
    assertThat(Task.fitted(small, data).networks().latent()).isEqualTo(data.copula().latents());
    assertThatThrownBy(() -> Task.of(small, data).networks(small, data.description()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("latent is 2: the copula of this table needs 5 or more");
  }

  @Test
  void aUseOfARowIsAFunctionOfItsNumber() {
    TableDataset data = data();
    int width = data.layout().width();
    float[] first = new float[width];
    float[] second = new float[width];
    data.draw(7, 3, first, 0);
    data.draw(7, 3, second, 0);
    assertThat(second).isEqualTo(first);
    data.draw(7, 4, second, 0);
    assertThat(second).isNotEqualTo(first);
    float[] held = new float[width];
    data.split(.1, 1).training().draw(0, 3, held, 0);
    assertThat(held).hasSize(width);
    assertThat(data.split(.1, 1).training().origin()).isSameAs(data);
  }

  @Test
  void theReportShowsRowsAndColumns() {
    RunFolder run = new RunFolder(folder.resolve("run"));
    TrainingEvent.Finished finished = WganTrainer.create(config(5), data(), run).train();
    assertThat(finished.step()).isEqualTo(5);
    assertThat(run.report())
        .content()
        .contains("<th scope=\"col\">colour</th>")
        .contains("<h3>income</h3>", "<th scope=\"row\">missing</th>", "<meter ");
  }
}
