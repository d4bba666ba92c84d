package dev.wgan.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.Shape;
import dev.wgan.noise.Noise;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SampleKind;
import dev.wgan.table.Table;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a CSV file to a model file, and from the model file alone to rows. */
class CopulaGeneratorTest {
  private static final int DRAWS = 5000;

  @TempDir Path folder;

  private Path csv = Path.of("");

  @BeforeEach
  void write() throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    StringBuilder rows = new StringBuilder("\"id\",\"born\",\"price\",\"cut\"\n");
    for (int i = 0; i < 1000; i++) {
      double x = random.nextGaussian();
      rows.append(i + 1).append(',').append(1960 + (int) Math.abs(15 * x)).append("-02-28,");
      rows.append(random.nextInt(5) == 0 ? "" : Math.round(100 * Math.exp(x)) / 10.0).append(',');
      rows.append(x > 0 ? "\"Ideal\"" : "\"Good, really\"").append('\n');
    }
    csv = folder.resolve("rows.csv");
    Files.writeString(csv, rows);
  }

  private TrainedGenerator generator(FittedTable fitted) {
    return CopulaGenerator.of("rows", fitted, CopulaStart.fit(fitted, 1));
  }

  @Test
  void theFileAloneGivesTheRowsOfTheCopula() throws IOException {
    CsvTable real = CsvTable.read(csv, TableFormat.AUTO);
    FittedTable fitted = FittedTable.of(SchemaGuess.of(real).schema(), real);
    CopulaStart copula = CopulaStart.fit(fitted, 1);
    float[] latents = new float[DRAWS * copula.latents()];
    Noise.normal(7, 0, DRAWS, copula.latents(), latents);
    Table expected = fitted.codec().decode(copula.values(latents), 7, 0);
    Path model = folder.resolve("rows.onnx");
    OnnxExporter.of(ExportOptions.defaults()).export(generator(fitted), model);
    try (Generator loaded = Generator.load(model)) {
      assertThat(loaded.info().output().kind()).isEqualTo(SampleKind.TABLE);
      loaded.selfTest();
      Table drawn = loaded.sample(DRAWS, 7).table();
      assertThat(drawn.schema()).isEqualTo(expected.schema());
      int different = 0;
      for (int r = 0; r < DRAWS; r++) {
        different += drawn.row(r).equals(expected.row(r)) ? 0 : 1;
      }
      // A last bit decides few cells.
      assertThat(different).isLessThan(DRAWS / 200);
      Path out = folder.resolve("drawn.csv");
      drawn.writeCsv(out);
      List<String> lines = Files.readAllLines(out);
      assertThat(lines.get(0)).isEqualTo("\"id\",\"born\",\"price\",\"cut\"");
      assertThat(lines.get(5))
          .matches("5,\"?\\d{4}-02-28\"?,(\\d+(\\.\\d)?)?,\"(Ideal|Good, really)\"");
    }
  }

  @Test
  void theDescriptionIsPartOfTheDataOfARun() throws IOException {
    CsvTable real = CsvTable.read(csv, TableFormat.AUTO);
    FittedTable fitted = FittedTable.of(SchemaGuess.of(real).schema(), real);
    TrainingData data = generator(fitted).data();
    String json = NetworkJson.mapper().writeValueAsString(data);
    assertThat(NetworkJson.mapper().readValue(json, TrainingData.class)).isEqualTo(data);
    TrainingData plain =
        new TrainingData(
            "x",
            SampleKind.TABLE,
            Shape.of(2),
            data.range(),
            1,
            "00",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            0);
    String old = NetworkJson.mapper().writeValueAsString(plain);
    assertThat(old).doesNotContain("\"table\":{");
    assertThat(NetworkJson.mapper().readValue(old, TrainingData.class)).isEqualTo(plain);
    Map<String, String> table = data.table();
    assertThatThrownBy(() -> plain.withTable(table))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("where the codes of the table's columns take");
  }
}
