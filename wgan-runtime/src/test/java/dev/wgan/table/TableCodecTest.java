package dev.wgan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of every type: encoded and decoded, in chunks, through properties, as CSV and JSON. */
class TableCodecTest {
  private static final Optional<String> NONE = Optional.empty();

  @TempDir Path folder;

  private static TableColumn column(String name, ColumnType type, Optional<String> missing) {
    return new TableColumn(name, type, missing);
  }

  private static ScoreCode even(long from, long to, boolean missing) {
    return ScoreCode.of(new long[] {from, to}, new float[] {0, 1}, missing);
  }

  /** A column of every type, some with missing values. */
  static TableCodec everyType(CsvFormat csv) {
    DateType date = new DateType(TimeFormat.of("dd.MM.uuuu"));
    TimestampType stamp = new TimestampType(TimeFormat.of("uuuu-MM-dd'T'HH:mm:ss"));
    List<TableColumn> columns =
        List.of(
            column("key", new SequenceType(1, "C-", 6), NONE),
            column("age", new IntegerType(), Optional.of("NA")),
            column("price", new DecimalType(2, true, false), NONE),
            column("notes", new IgnoredType("free text"), NONE),
            column(
                "cut, \"ordered\"",
                CategoryType.of(List.of("Fair", "a,b", "=1+1", "two\nlines"), false),
                Optional.of("")),
            column("paid", new BooleanType("no", "yes"), NONE),
            column("born", date, NONE),
            column("at", new TimeType(TimeFormat.of("HH:mm")), NONE),
            column("seen", stamp, Optional.of("")),
            column("size", CategoryType.of(List.of("S", "M", "L"), true), NONE),
            column("currency", new ConstantType("EUR"), NONE),
            column("id", new UuidType(), NONE));
    List<ColumnCode> codes =
        List.of(
            new NoCode(),
            even(18, 80, true),
            even(-100, 10_000, false),
            LogitCode.of(4, true),
            LogitCode.of(2, false),
            even(date.parse("01.01.1950"), date.parse("31.12.2005"), false),
            even(0, 24 * 60 - 1, false),
            even(stamp.parse("2020-01-01T00:00:00"), stamp.parse("2020-12-31T23:59:59"), true),
            even(0, 2, false),
            new NoCode(),
            new NoCode());
    return TableCodec.of(new TableSchema(columns, csv), codes);
  }

  /** Values from which a generator's row decodes to given positions, whatever the seed. */
  static float[] encode(TableCodec codec, long[] positions) {
    float[] values = new float[codec.width()];
    int score = 0;
    int logit = codec.codes().stream().mapToInt(ColumnCode::scores).sum();
    for (int c = 0; c < positions.length; c++) {
      ColumnCode code = codec.codes().get(c);
      boolean missing = positions[c] == ColumnType.MISSING;
      if (code instanceof ScoreCode scored) {
        double low = scored.below(positions[c]);
        values[score] = missing ? 0 : scored.score((low + scored.below(positions[c] + 1)) / 2);
        if (scored.missing()) {
          values[logit + (missing ? 1 : 0)] = 200;
        }
      } else if (code instanceof LogitCode logits) {
        values[logit + (missing ? logits.positions().length : (int) positions[c])] = 200;
      }
      score += code.scores();
      logit += code.logits();
    }
    return values;
  }

  private static float[] noise(TableCodec codec, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * codec.width()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (random.nextDouble() * 4 - 2);
    }
    return values;
  }

  private static List<List<String>> texts(Table table) {
    List<List<String>> rows = new ArrayList<>();
    for (int r = 0; r < table.size(); r++) {
      List<String> row = new ArrayList<>();
      for (int c = 0; c < table.columns().size(); c++) {
        row.add(table.text(r, c));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Every cell of 500 drawn rows is written, read, encoded and decoded to itself. */
  @Test
  void whatIsDecodedIsEncodedToItself() {
    TableCodec codec = everyType(CsvFormat.PLAIN);
    Table drawn = codec.decode(noise(codec, 500, 1), 42, 0);
    int missing = 0;
    for (int r = 0; r < drawn.size(); r++) {
      long[] positions = new long[drawn.columns().size()];
      for (int c = 0; c < positions.length; c++) {
        positions[c] = drawn.columns().get(c).parse(drawn.text(r, c));
        missing += positions[c] == ColumnType.MISSING ? 1 : 0;
      }
      Table again = codec.decode(encode(codec, positions), 42, r);
      assertThat(texts(again)).containsExactly(texts(drawn).get(r));
      assertThat(again.row(0)).isEqualTo(drawn.row(r));
    }
    assertThat(missing).isBetween(150, 1000);
  }

  @Test
  void aRowDependsOnItsIndexNotOnTheChunk() {
    TableCodec codec = everyType(CsvFormat.PLAIN);
    float[] values = noise(codec, 500, 2);
    List<List<String>> whole = texts(codec.decode(values, -5, 1000));
    for (int chunk : new int[] {1, 7, 64, 499}) {
      List<List<String>> parts = new ArrayList<>();
      for (int from = 0; from < 500; from += chunk) {
        int to = Math.min(500, from + chunk);
        float[] part = Arrays.copyOfRange(values, from * codec.width(), to * codec.width());
        parts.addAll(texts(codec.decode(part, -5, 1000 + from)));
      }
      assertThat(parts).isEqualTo(whole);
    }
    assertThat(texts(codec.decode(values, -4, 1000))).isNotEqualTo(whole);
    assertThat(texts(codec.decode(values, -5, 1001))).isNotEqualTo(whole);
  }

  /**
   * Candidate k of row i is row k - 1 of the seed that i has, but for keys, which stay those of i.
   */
  @Test
  void aCandidateIsARowOfTheSeedOfItsRow() {
    TableCodec codec = everyType(CsvFormat.PLAIN);
    long[] rows = {7, 7, 7, 8, 8, 7, 9};
    int[] numbers = {0, 1, 3, 3, 1, 2, 0};
    float[] values = noise(codec, rows.length, 8);
    CandidateRows candidates = codec.candidates(values, 42, rows, numbers);
    assertThat(candidates.size()).isEqualTo(rows.length);
    int keys = 0;
    for (int r = 0; r < rows.length; r++) {
      float[] own = Arrays.copyOfRange(values, r * codec.width(), (r + 1) * codec.width());
      Table plain = codec.decode(own, 42, rows[r]);
      Table other =
          numbers[r] == 0
              ? plain
              : codec.decode(own, RowCandidates.seed(42, rows[r]), numbers[r] - 1L);
      for (int c = 0; c < plain.columns().size(); c++) {
        boolean key = plain.columns().get(c).type() instanceof MadeType;
        keys += key ? 1 : 0;
        assertThat(candidates.position(r, c)).isEqualTo((key ? plain : other).position(0, c));
      }
    }
    assertThat(keys).isPositive();
  }

  /** With 100,000 draws, the largest of the deviations below has a probability under 1e-9. */
  @Test
  void categoriesAreDrawnByTheSoftmaxOfTheirLogits() {
    TableSchema schema =
        new TableSchema(
            List.of(
                column("a", CategoryType.of(List.of("x", "y", "z"), false), NONE),
                column("b", CategoryType.of(List.of("x", "y", "z"), false), NONE)),
            CsvFormat.PLAIN);
    TableCodec codec =
        TableCodec.of(schema, List.of(LogitCode.of(3, false), LogitCode.of(3, false)));
    int n = 100_000;
    float[] values = new float[n * 6];
    for (int k = 0; k < values.length; k += 3) {
      values[k + 1] = (float) Math.log(2);
      values[k + 2] = (float) Math.log(7);
    }
    Table table = codec.decode(values, 3, 0);
    int[][] counts = new int[3][3];
    for (int r = 0; r < n; r++) {
      counts[(int) table.position(r, 0)][(int) table.position(r, 1)]++;
    }
    double[] shares = {.1, .2, .7};
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        // the columns are independent of each other
        double expected = n * shares[a] * shares[b];
        assertThat((double) counts[a][b])
            .isBetween(expected - 7 * Math.sqrt(expected), expected + 7 * Math.sqrt(expected));
      }
    }
  }

  @Test
  void keysAreUnique() {
    TableCodec codec = everyType(CsvFormat.PLAIN);
    Set<Object> keys = new HashSet<>();
    Set<Object> numbers = new HashSet<>();
    int n = 20_000;
    Table table = codec.decode(noise(codec, n, 3), 9, 1L << 39);
    for (int r = 0; r < n; r++) {
      keys.add(table.value(r, "id"));
      numbers.add(table.value(r, "key"));
    }
    assertThat(keys).hasSize(n).allMatch(key -> ((java.util.UUID) key).version() == 4);
    assertThat(numbers).hasSize(n).contains("C-" + ((1L << 39) + 1));
  }

  @Test
  void theDescriptionIsReadFromProperties() {
    TableCodec codec = everyType(new CsvFormat(';', true, true));
    Map<String, String> properties = new TreeMap<>();
    codec.write(properties);
    assertThat(properties.values()).allMatch(text -> text.matches("[\\x20-\\x7E]*"));
    TableCodec again = TableCodec.read(properties).orElseThrow();
    assertThat(again.schema()).isEqualTo(codec.schema());
    float[] values = noise(codec, 200, 4);
    assertThat(texts(again.decode(values, 1, 2))).isEqualTo(texts(codec.decode(values, 1, 2)));
    assertThat(TableCodec.read(Map.of())).isEmpty();
  }

  /** Any damage of the description is one sentence, never another exception or other rows. */
  @Test
  void aDamagedDescriptionIsRefused() {
    Map<String, String> properties = new TreeMap<>();
    everyType(CsvFormat.PLAIN).write(properties);
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      Map<String, String> damaged = new TreeMap<>(properties);
      List<String> keys = new ArrayList<>(properties.keySet());
      String key = keys.get(random.nextInt(keys.size()));
      String text = java.util.Objects.requireNonNull(properties.get(key));
      int at = random.nextInt(text.length());
      damaged.put(
          key,
          text.substring(0, at)
              + "%=, Z".charAt(random.nextInt(5))
              + text.substring(at + random.nextInt(2)));
      try {
        TableCodec.read(damaged);
      } catch (SchemaException e) {
        refused++;
        assertThat(e).hasMessageContaining(": ");
      }
    }
    assertThat(refused).isGreaterThan(150);
    properties.remove("wgan.table.code.3");
    assertThatThrownBy(() -> TableCodec.read(properties))
        .hasMessageContaining("column 3 has only one of the properties");
  }

  @Test
  void csvIsReadAsItWasWritten() throws IOException {
    for (CsvFormat format :
        List.of(
            CsvFormat.PLAIN, new CsvFormat(';', true, false), new CsvFormat('\t', false, true))) {
      TableCodec codec = everyType(format);
      Table table = codec.decode(noise(codec, 300, 6), 1, 0);
      Path file = folder.resolve("rows.csv");
      table.writeCsv(file);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      table.writeCsv(stream);
      String text = Files.readString(file);
      assertThat(text).isEqualTo(stream.toString(StandardCharsets.UTF_8));
      List<List<String>> expected = new ArrayList<>();
      expected.add(table.columns().stream().map(TableColumn::name).toList());
      expected.addAll(texts(table));
      assertThat(parse(text, format)).isEqualTo(expected);
      assertThat(text.contains("\"EUR\"")).isEqualTo(format.quotesText());
      assertThat(text).contains("=1+1").doesNotContain("'=1+1");
    }
  }

  /** A parser of RFC 4180, for what is written here. */
  private static List<List<String>> parse(String text, CsvFormat format) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == format.separator() || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        cell.append(c);
      }
    }
    return rows;
  }

  @Test
  void jsonLinesHoldTheValues() throws IOException {
    TableCodec codec = everyType(CsvFormat.PLAIN);
    Table table = codec.decode(noise(codec, 300, 7), 1, 0);
    Path file = folder.resolve("rows.jsonl");
    table.writeJsonLines(file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(300);
    ObjectMapper mapper = new ObjectMapper();
    for (int r = 0; r < lines.size(); r++) {
      JsonNode row = mapper.readTree(lines.get(r));
      assertThat(row.size()).isEqualTo(table.columns().size());
      for (int c = 0; c < row.size(); c++) {
        JsonNode cell = row.get(table.columns().get(c).name());
        Object value = table.value(r, c);
        if (value == null) {
          assertThat(cell.isNull()).isTrue();
        } else if (value instanceof Boolean) {
          assertThat(cell.booleanValue()).isEqualTo(value);
        } else if (value instanceof Number number) {
          assertThat(cell.isNumber()).isTrue();
          assertThat(cell.doubleValue()).isEqualTo(number.doubleValue());
        } else {
          assertThat(cell.textValue()).isEqualTo(table.text(r, c));
        }
      }
    }
  }

  @Test
  void aTableOfOneColumnHasNoBlankLines() {
    TableSchema schema =
        new TableSchema(List.of(column("#a", new IntegerType(), Optional.of(""))), CsvFormat.PLAIN);
    TableCodec codec = TableCodec.of(schema, List.of(even(1, 9, true)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    codec.decode(encode(codec, new long[] {ColumnType.MISSING}), 1, 0).writeCsv(out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\"#a\"\n\"\"\n");
  }

  @Test
  void codesOfOtherColumnsAreRefused() {
    TableSchema schema =
        new TableSchema(
            List.of(column("a", CategoryType.of(List.of("x", "y"), false), NONE)), CsvFormat.PLAIN);
    for (ColumnCode code :
        List.of(LogitCode.of(3, false), LogitCode.of(2, true), new NoCode(), even(0, 2, false))) {
      assertThatThrownBy(() -> TableCodec.of(schema, List.of(code)))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("the column 'a' of type category has the code");
    }
    TableCodec fitting = TableCodec.of(schema, List.of(even(0, 1, false)));
    assertThatThrownBy(() -> fitting.decode(new float[] {Float.NaN}, 1, 7))
        .hasMessageContaining("value 0 of row 7 is NaN");
  }
}
