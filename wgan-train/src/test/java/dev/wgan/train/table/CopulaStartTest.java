package dev.wgan.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.noise.Noise;
import dev.wgan.table.LogitCode;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.Table;
import dev.wgan.table.TableCodec;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes and copula of a table: what is drawn from them has the table's shares and relations. */
class CopulaStartTest {
  private static final int ROWS = 4000;
  private static final int DRAWS = 20_000;

  @TempDir Path folder;

  private CsvTable table(String text) throws IOException {
    Path file = folder.resolve("table.csv");
    Files.writeString(file, text);
    return CsvTable.read(file, TableFormat.AUTO);
  }

  /** Related columns of every code; the last one has 300 categories. */
  private static String rows() {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder rows = new StringBuilder("key,x,y,group,paid,city\n");
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian();
      double y = 0.8 * x + 0.6 * random.nextGaussian();
      String amount = random.nextDouble() < .3 ? "0" : "" + Math.round(100 * Math.exp(y));
      String group = x < -.5 ? "low" : x < .7 ? "middle" : "high";
      int city = (int) (300 * Math.pow(random.nextDouble(), 2));
      rows.append(i + 1).append(',').append(Math.round(1000 * x) / 1000.0).append(',');
      rows.append(random.nextDouble() < .1 ? "NA" : amount).append(',').append(group).append(',');
      rows.append(y > 0 ? "yes" : "no").append(',').append("city ").append(city).append('\n');
    }
    return rows.toString();
  }

  private static Table draw(TableCodec codec, CopulaStart copula) {
    float[] latents = new float[DRAWS * copula.latents()];
    Noise.normal(5, 0, DRAWS, copula.latents(), latents);
    return codec.decode(copula.values(latents), 5, 0);
  }

  private static Map<String, Double> shares(List<String> cells) {
    Map<String, Double> shares = new HashMap<>();
    cells.forEach(cell -> shares.merge(cell, 1.0 / cells.size(), Double::sum));
    return shares;
  }

  private static double distance(List<String> some, List<String> others) {
    Map<String, Double> difference = new TreeMap<>(shares(some));
    shares(others).forEach((cell, share) -> difference.merge(cell, -share, Double::sum));
    return difference.values().stream().mapToDouble(Math::abs).sum() / 2;
  }

  private static List<String> cells(Table table, int column) {
    return java.util.stream.IntStream.range(0, table.size())
        .mapToObj(r -> table.text(r, column))
        .toList();
  }

  private static List<String> pairs(List<String> some, List<String> others) {
    return java.util.stream.IntStream.range(0, some.size())
        .mapToObj(r -> some.get(r) + " " + others.get(r))
        .toList();
  }

  private static List<String> signs(List<String> numbers) {
    return numbers.stream()
        .map(text -> text.equals("NA") ? "NA" : Double.parseDouble(text) > 0 ? "+" : "-")
        .toList();
  }

  @Test
  void drawnRowsHaveTheSharesAndRelationsOfTheTable() throws IOException {
    CsvTable real = table(rows());
    FittedTable fitted = FittedTable.of(SchemaGuess.of(real).schema(), real);
    CopulaStart copula = CopulaStart.fit(fitted, 3);
    assertThat(copula.width()).isEqualTo(fitted.codec().width());
    Table drawn = draw(fitted.codec(), copula);
    assertThat(fitted.codec().codes().get(3)).isInstanceOf(LogitCode.class);
    assertThat(fitted.codec().codes().get(5)).isInstanceOf(ScoreCode.class);
    assertThat(cells(drawn, 0).get(1)).isEqualTo("2");
    // Shares of categories, of an atom and of missing values; 300 cities are drawn less exactly.
    assertThat(distance(cells(drawn, 3), real.column(3))).isLessThan(.015);
    assertThat(distance(cells(drawn, 4), real.column(4))).isLessThan(.015);
    assertThat(distance(cells(drawn, 5), real.column(5))).isLessThan(.06);
    assertThat(distance(signs(cells(drawn, 2)), signs(real.column(2)))).isLessThan(.015);
    // Relations: x with its group and, through y, with the truth value. The latter is weaker than
    // in the table, because ranks within a category are drawn at random.
    List<String> realSign = signs(real.column(1));
    List<String> drawnSign = signs(cells(drawn, 1));
    assertThat(distance(pairs(drawnSign, cells(drawn, 3)), pairs(realSign, real.column(3))))
        .isLessThan(.08);
    assertThat(distance(pairs(drawnSign, cells(drawn, 4)), pairs(realSign, real.column(4))))
        .isLessThan(.15);
    // Independent columns, for comparison, are far away.
    List<String> rotated = new java.util.ArrayList<>(drawnSign);
    java.util.Collections.rotate(rotated, 1);
    assertThat(distance(pairs(rotated, cells(drawn, 3)), pairs(realSign, real.column(3))))
        .isGreaterThan(.2);
  }

  /**
   * Columns of levels that follow one hidden number, few levels or many. The names of neighbouring
   * levels are far apart, and the table has no numbers that could order them.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 200})
  void columnsOfLevelsAreRelatedWithoutNumbers(int levels) throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    Map<String, Boolean> high = new HashMap<>();
    int[] factors = {7, 11, 13}; // prime to 5 and to 200
    StringBuilder rows = new StringBuilder("a,b,c\n");
    for (int i = 0; i < 4 * ROWS; i++) {
      double hidden = random.nextDouble();
      for (int c = 0; c < factors.length; c++) {
        double noisy = Math.max(0, Math.min(.999, hidden + .1 * random.nextGaussian()));
        int level = (int) (levels * noisy);
        String name = (char) ('p' + c) + "" + level * factors[c] % levels;
        high.put(name, level >= levels / 2);
        rows.append(c == 0 ? "" : ",").append(name);
      }
      rows.append('\n');
    }
    CsvTable real = table(rows.toString());
    FittedTable fitted = FittedTable.of(SchemaGuess.of(real).schema(), real);
    assertThat(fitted.codec().codes()).allMatch(code -> code instanceof LogitCode == (levels == 5));
    Table drawn = draw(fitted.codec(), CopulaStart.fit(fitted, 3));
    for (int c = 0; c < 2; c++) {
      double realShare = agreeing(high, real.column(c), real.column(2));
      double share = agreeing(high, cells(drawn, c), cells(drawn, 2));
      assertThat(realShare).isGreaterThan(.8);
      assertThat(share).isGreaterThan(.7); // .5 if they were independent
    }
  }

  private static double agreeing(
      Map<String, Boolean> high, List<String> some, List<String> others) {
    long equal =
        java.util.stream.IntStream.range(0, some.size())
            .filter(r -> Objects.equals(high.get(some.get(r)), high.get(others.get(r))))
            .count();
    return equal / (double) some.size();
  }

  @Test
  void theCopulaOfATableIsAlwaysTheSame() throws IOException {
    CsvTable real = table(rows());
    FittedTable fitted = FittedTable.of(SchemaGuess.of(real).schema(), real);
    assertThat(CopulaStart.fit(fitted, 3).factor())
        .isDeepEqualTo(CopulaStart.fit(fitted, 3).factor());
  }

  /** Quantiles are within 1/1000 of the data, whatever their ties. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 30, 1000, 30_000, 100_000_000})
  void quantilesAreThoseOfTheData(int spread) {
    SplittableRandom random = new SplittableRandom(spread);
    long[] data = new long[20_000];
    for (int r = 0; r < data.length; r++) {
      data[r] = (long) (spread * Math.abs(random.nextGaussian())) - spread / 2;
    }
    ScoreCode code = QuantileFit.fit(data, false);
    Arrays.sort(data);
    assertThat(code.quantile(0)).isEqualTo(data[0]);
    assertThat(code.quantile(1)).isEqualTo(data[data.length - 1]);
    for (int r = 0; r < data.length; r++) {
      int first = r;
      while (first > 0 && data[first - 1] == data[r]) {
        first--;
      }
      int last = r;
      while (last + 1 < data.length && data[last + 1] == data[r]) {
        last++;
      }
      assertThat(code.below(data[r])).isBetween(first / 20_000.0 - .001, first / 20_000.0 + .001);
      assertThat(code.below(data[r] + 1))
          .isBetween((last + 1) / 20_000.0 - .001, (last + 1) / 20_000.0 + .001);
      r = last;
    }
  }

  @Test
  void aTableThatDoesNotFitItsSchemaIsRefused() throws IOException {
    TableSchema schema =
        SchemaJson.read("{\"columns\": [{\"name\": \"a\", \"type\": \"integer\"}]}");
    CsvTable words = table("a,b\n1,x\ntwo,y\n");
    assertThatThrownBy(() -> FittedTable.of(schema, words))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "row 2 of the table does not fit its schema: in the column 'a', 'two'");
    CsvTable others = table("c,b\n1,x\n");
    assertThatThrownBy(() -> FittedTable.of(schema, others))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no column 'a'");
    CsvTable constant = table("a,b\n1,x\n1,x\n");
    TableSchema nothing = SchemaGuess.of(constant).schema();
    assertThatThrownBy(() -> FittedTable.of(nothing, constant))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column of the table is left to learn");
  }

  @Test
  void smallTablesHaveACopula() throws IOException {
    for (String text : List.of("a,b\n1,x\n2,y\n", "a,b\n1.5,x\n,x\n", "a\nx\ny\n")) {
      CsvTable real = table(text);
      FittedTable fitted = FittedTable.of(SchemaGuess.of(real).schema(), real);
      Table drawn = draw(fitted.codec(), CopulaStart.fit(fitted, 1));
      for (int c = 0; c < real.names().size(); c++) {
        assertThat(new java.util.HashSet<>(cells(drawn, c))).isSubsetOf(real.column(c));
      }
      assertThat(Objects.requireNonNull(drawn.columns())).hasSize(real.names().size());
    }
  }
}
