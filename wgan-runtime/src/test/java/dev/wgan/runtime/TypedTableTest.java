package dev.wgan.runtime;

import static dev.wgan.runtime.ModelBuilder.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.table.CategoryType;
import dev.wgan.table.CsvFormat;
import dev.wgan.table.IntegerType;
import dev.wgan.table.LogitCode;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.Table;
import dev.wgan.table.TableCodec;
import dev.wgan.table.TableColumn;
import dev.wgan.table.TableSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Typed rows out of a model file: marginals, addressing, files, and what is refused. */
class TypedTableTest {
  private static final int N = 20_000;

  @TempDir Path folder;

  /** An atom at 0 with 30 %, the rest even between 1 and 1000; a tenth is missing in column 2. */
  static TableCodec codec() {
    return TableCodec.of(
        new TableSchema(
            List.of(
                new TableColumn("amount", new IntegerType(), Optional.empty()),
                new TableColumn("score", new IntegerType(), Optional.of("NA")),
                new TableColumn(
                    "kind", CategoryType.of(List.of("x", "y"), false), Optional.empty())),
            CsvFormat.PLAIN),
        List.of(
            ScoreCode.of(new long[] {0, 0, 1, 1000}, new float[] {0, .3f, .3f, 1}, false),
            ScoreCode.of(new long[] {0, 1_000_000}, new float[] {0, 1}, true),
            LogitCode.of(2, false)));
  }

  /** Scores are normal latents as they are; logits are constant. */
  static ModelBuilder model(Map<String, String> properties) {
    ModelBuilder model =
        new ModelBuilder()
            .meta("wgan.format", "1")
            .meta("wgan.input.latent", "z")
            .meta("wgan.latent.shape", "6")
            .meta("wgan.output", "rows")
            .meta("wgan.sample.kind", "table")
            .meta("wgan.sample.shape", "6");
    properties.forEach(model::meta);
    model.input("z", FLOAT, -1, 6);
    String scale = model.constant(new float[] {1, 1, 0, 0, 0, 0}, 6);
    String shift = model.constant(new float[] {0, 0, (float) Math.log(9), 0, 0, 0}, 6);
    String scaled = model.node("Mul", List.of("z", scale));
    model.nodeTo("rows", "Add", List.of(scaled, shift));
    return model.output("rows", FLOAT, -1, 6);
  }

  private static Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    codec().write(properties);
    return properties;
  }

  static Generator load() {
    return Generator.load(model(properties()).build(), GeneratorOptions.defaults());
  }

  /**
   * A Kolmogorov distance above 1.95 / sqrt(n) has a probability below 0.001; the seed is fixed.
   */
  @Test
  void theMarginalsAreThoseOfTheCodes() {
    try (Generator generator = load()) {
      Table table = generator.sample(N, 11).table();
      assertThat(table.size()).isEqualTo(N);
      int[] upTo = new int[1001];
      int missing = 0;
      int kinds = 0;
      int[] tenths = new int[10];
      for (int r = 0; r < N; r++) {
        upTo[((Long) java.util.Objects.requireNonNull(table.value(r, 0))).intValue()]++;
        Object score = table.value(r, "score");
        missing += score == null ? 1 : 0;
        if (score instanceof Long number) {
          tenths[(int) Math.min(9, number / 100_000)]++;
        }
        kinds += "x".equals(table.value(r, "kind")) ? 1 : 0;
      }
      double distance = 0;
      for (int v = 0; v <= 1000; v++) {
        upTo[v] += v > 0 ? upTo[v - 1] : 0;
        double expected = v == 0 ? .3 : v == 1000 ? 1 : .3 + .7 * (v - .5) / 999;
        distance = Math.max(distance, Math.abs((double) upTo[v] / N - expected));
      }
      assertThat(distance).isLessThan(1.95 / Math.sqrt(N));
      assertThat(missing).isBetween(N / 10 - 250, N / 10 + 250);
      assertThat(kinds).isBetween(N / 2 - 400, N / 2 + 400);
      for (int tenth : tenths) {
        assertThat(tenth).isBetween(N * 9 / 100 - 250, N * 9 / 100 + 250);
      }
    }
  }

  private static String csv(Table table) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.writeCsv(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aRowOfASeedIsAlwaysTheSame() throws IOException {
    String whole;
    try (Generator generator = load()) {
      whole = csv(generator.sample(5000, 42).table());
      assertThat(csv(generator.sampleRange(1234, 1, 42).table()).lines().skip(1))
          .containsExactly(whole.lines().skip(1235).findFirst().orElseThrow());
      Path file = folder.resolve("rows.csv");
      generator.writeCsv(0, 5000, 42, file);
      assertThat(Files.readString(file)).isEqualTo(whole);
      assertThat(generator.sample(1, 42).table().rows().toList())
          .containsExactly(generator.sample(5000, 42).table().row(0));
    }
    GeneratorOptions other = GeneratorOptions.builder().chunkSize(13).parallelism(2).build();
    try (Generator generator = Generator.load(model(properties()).build(), other)) {
      assertThat(csv(generator.sample(5000, 42).table())).isEqualTo(whole);
    }
  }

  @Test
  void aWrongDescriptionIsRefusedAtLoading() {
    Map<String, String> narrow = properties();
    narrow.remove("wgan.table.column.2");
    narrow.remove("wgan.table.code.2");
    assertThatThrownBy(() -> Generator.load(model(narrow).build(), GeneratorOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("samples of shape [6]")
        .hasMessageContaining("take 4 values");
    Map<String, String> damaged = properties();
    damaged.put("wgan.table.column.1", "name=score type=intger");
    assertThatThrownBy(() -> Generator.load(model(damaged).build(), GeneratorOptions.defaults()))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("did you mean 'integer'?");
  }

  @Test
  void otherSamplesAreNotTypedRows() {
    try (Generator generator = Generator.load(TestModels.table(), GeneratorOptions.defaults())) {
      assertThat(generator.info().table()).isEmpty();
      Samples samples = generator.sample(2, 1);
      assertThatThrownBy(samples::table)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("are not rows of a table with typed columns");
      Path file = folder.resolve("none.csv");
      assertThatThrownBy(() -> generator.writeCsv(0, 2, 1, file))
          .isInstanceOf(IllegalStateException.class);
      assertThat(file).doesNotExist();
    }
    try (Generator generator = load()) {
      Samples given = generator.sample(generator.latents(0, 2, 1));
      assertThatThrownBy(given::table)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("made from given latents");
    }
  }
}
