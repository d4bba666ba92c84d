package dev.wgan.train.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.table.TableSchema;
import dev.wgan.table.UniqueConstraint;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.evaluate.Interval;
import dev.wgan.train.table.FittedTable;
import dev.wgan.train.table.SchemaGuess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each kind of fault in rows moves the figures that are about it, and rows without a fault none.
 */
class PlantedFaultsTest {
  private static final int ROWS = 800;
  private static final String NAMES = "id,size,price,grade,day";

  @TempDir Path folder;

  private List<String> training = List.of();
  private List<String> sound = List.of();
  private RowReader reader;
  private RowFigures figures;
  private JudgedRows test;

  @BeforeEach
  void write() throws IOException {
    training = rows(1);
    sound = rows(3);
    CsvTable table = table(training);
    TableSchema guessed = SchemaGuess.of(table).schema();
    TableSchema unique =
        new TableSchema(
            guessed.columns(), guessed.csv(), List.of(new UniqueConstraint(List.of("price"))));
    reader = RowReader.of(FittedTable.of(unique, table).codec());
    test = reader.read("test", table(rows(2)));
    figures =
        new RowFigures(
            test, Optional.of(reader.read("training", table)), TransferTest.of(test, List.of()), 5);
  }

  /** Rows of one law: prices and grades depend on sizes, some sizes are missing. */
  private static List<String> rows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double size = Math.exp(random.nextGaussian() / 2);
      double price = Math.max(0.1, Math.min(99, 10 * size + random.nextGaussian()));
      double rank = size + 0.3 * random.nextGaussian();
      String grade = rank < 0.7 ? "low" : rank < 1.6 ? "mid" : rank < 2.2 ? "high" : "top";
      String shown =
          random.nextInt(20) == 0
              ? ""
              : String.format(Locale.ROOT, "%.3f", Math.max(0.2, Math.min(5, size)));
      rows.add(
          String.format(
              Locale.ROOT,
              "%s,%s,%.4f,%s,2024-%02d-%02d",
              i + 1,
              shown,
              price,
              grade,
              1 + random.nextInt(12),
              1 + random.nextInt(28)));
    }
    return rows;
  }

  private CsvTable table(List<String> rows) throws IOException {
    Path file = folder.resolve("rows.csv");
    Files.writeString(file, NAMES + "\n" + String.join("\n", rows) + "\n");
    return CsvTable.read(file, TableFormat.AUTO);
  }

  private Map<String, Double> judge(List<String> rows) throws IOException {
    JudgedRows read = reader.read("generated", table(rows));
    return figures.of(read, RowScores.of(test, read, 5)).stream()
        .collect(Collectors.toMap(RowFigure::key, figure -> figure.estimate().value()));
  }

  private Map<String, Double> judge(UnaryOperator<String[]> fault) throws IOException {
    return judge(
        sound.stream().map(row -> String.join(",", fault.apply(row.split(",", -1)))).toList());
  }

  private static String[] with(String[] row, int column, String text) {
    row[column] = text;
    return row;
  }

  @Test
  void soundRowsAreLikeTheTestPart() throws IOException {
    Map<String, Double> found = judge(sound);
    assertThat(found.get("column_shapes")).isGreaterThan(0.95);
    assertThat(found.get("pair_trends_shared")).isGreaterThan(0.9);
    assertThat(found.get("pair_trends_deciles")).isGreaterThan(0.8);
    assertThat(found.get("two_sample_auc")).isCloseTo(0.5, within(0.06));
    assertThat(found.get("transfer:grade")).isGreaterThan(0.65);
    assertThat(found.get("transfer:price")).isGreaterThan(0.9);
    assertThat(found.get("transfer:day")).isLessThan(0.1);
    assertThat(found.get("boundary_adherence")).isGreaterThan(0.99);
    assertThat(found)
        .containsEntry("category_adherence", 1.0)
        .containsEntry("category_coverage", 1.0)
        .containsEntry("exact_copies", 0.0)
        .containsEntry("key_uniqueness:id", 1.0);
    assertThat(found.get("missing_value_similarity")).isGreaterThan(0.99);
    assertThat(found.get("closest_record_ratio")).isCloseTo(1, within(0.15));
  }

  @Test
  void copiesOfTrainingRowsAreCounted() throws IOException {
    List<String> half = new ArrayList<>(training.subList(0, ROWS / 2));
    half.addAll(sound.subList(ROWS / 2, ROWS));
    Map<String, Double> found = judge(half);
    assertThat(found).containsEntry("exact_copies", 0.5);
    assertThat(found.get("closest_record_ratio")).isCloseTo(0.5, within(0.1));
    assertThat(figures.heldOutCopies()).contains(0.0);
    // Copies with a digit changed are not equal, but near.
    Map<String, Double> near =
        judge(
            training.stream()
                .map(row -> row.split(",", -1))
                .map(row -> String.join(",", with(row, 2, row[2].replaceAll("\\d$", "0"))))
                .toList());
    assertThat(near.get("exact_copies")).isLessThan(0.2);
    assertThat(near.get("closest_record_ratio")).isLessThan(0.1);
  }

  @Test
  void noCopyAmongSomeRowsDoesNotMeanThatThereIsNone() {
    Interval none = Objects.requireNonNull(RowFigures.share(0, 1000).interval());
    assertThat(none.low()).isZero();
    assertThat(none.high()).isCloseTo(0.00383, within(1e-5));
    Interval half = Objects.requireNonNull(RowFigures.share(0.5, 100).interval());
    assertThat(half.low()).isCloseTo(0.4038, within(1e-4));
    assertThat(half.high()).isCloseTo(0.5962, within(1e-4));
  }

  @Test
  void shuffledColumnsKeepShapesAndLoseEverythingElse() throws IOException {
    JudgedRows shuffled = reader.read("generated", table(sound)).independent(7);
    Map<String, Double> found =
        figures.of(shuffled, RowScores.of(test, shuffled, 5)).stream()
            .collect(Collectors.toMap(RowFigure::key, figure -> figure.estimate().value()));
    Map<String, Double> before = judge(sound);
    assertThat(found.get("column_shapes"))
        .isCloseTo(before.getOrDefault("column_shapes", 0.0), within(1e-9));
    for (String trend :
        List.of("column_pair_trends", "pair_trends_shared", "pair_trends_deciles")) {
      assertThat(found.get(trend)).isLessThan(before.getOrDefault(trend, 0.0) - 0.1);
    }
    assertThat(found.get("overall_score"))
        .isLessThan(before.getOrDefault("overall_score", 0.0) - 0.05);
    assertThat(found.get("two_sample_auc")).isGreaterThan(0.85);
    assertThat(found.get("transfer:price")).isLessThan(0.1);
    assertThat(found.get("transfer:grade"))
        .isLessThan(before.getOrDefault("transfer:grade", 0.0) - 0.2);
    assertThat(found.get("closest_record_ratio")).isGreaterThan(1.5);
  }

  @Test
  void aLostCategoryIsCounted() throws IOException {
    Map<String, Double> found = judge(row -> row[3].equals("top") ? with(row, 3, "high") : row);
    assertThat(found).containsEntry("category_coverage", 0.75);
    assertThat(found.get("column_shapes"))
        .isLessThan(judge(sound).getOrDefault("column_shapes", 0.0));
  }

  @Test
  void anUnknownCategoryIsCounted() throws IOException {
    Map<String, Double> found = judge(row -> row[3].equals("low") ? with(row, 3, "worst") : row);
    assertThat(found.get("category_adherence")).isBetween(0.6, 0.85);
  }

  @Test
  void valuesOutOfRangeAreCounted() throws IOException {
    Map<String, Double> found = judge(row -> row[3].equals("low") ? with(row, 2, "250.0000") : row);
    assertThat(found.get("boundary_adherence")).isLessThan(0.95);
    assertThat(found.get("column_shapes")).isLessThan(0.95);
  }

  @Test
  void missingValuesAndRepeatedKeysAreCounted() throws IOException {
    Map<String, Double> found =
        judge(row -> row[3].equals("mid") ? with(with(row, 1, ""), 2, "7.0000") : row);
    assertThat(found.get("missing_value_similarity")).isLessThan(0.95);
    assertThat(found.get("key_uniqueness:price")).isLessThan(0.7);
    Map<String, Double> keys = judge(row -> with(row, 0, "1"));
    assertThat(keys.get("key_uniqueness:id")).isCloseTo(1.0 / ROWS, within(1e-9));
  }
}
