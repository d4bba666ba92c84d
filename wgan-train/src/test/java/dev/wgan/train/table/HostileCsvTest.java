package dev.wgan.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.noise.Noise;
import dev.wgan.table.ColumnType;
import dev.wgan.table.IgnoredType;
import dev.wgan.table.LevelType;
import dev.wgan.table.MadeType;
import dev.wgan.table.Table;
import dev.wgan.table.TableColumn;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CSV files that people have and that break programs: from the file to rows of a copula, written in
 * the notation that was read, or one sentence.
 */
class HostileCsvTest {
  private static final int DRAWS = 300;

  @TempDir Path folder;

  /** A file, and the types that its columns get, or the sentence by which it is refused. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Hostile(String name, byte[] bytes, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Hostile file(String name, String text, String expected) {
    return new Hostile(name, text.getBytes(StandardCharsets.UTF_8), expected);
  }

  /** Rows of one column of cells, taken in turn, next to a column of numbers. */
  private static Hostile cells(String name, String expected, String... cells) {
    return file(name, "a,n\n" + rows(40, i -> cells[i % cells.length] + "," + i % 11), expected);
  }

  private static String rows(int n, IntFunction<String> row) {
    return IntStream.range(0, n).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  static List<Hostile> works() {
    String five = "2024-02-29,29.02.2024,02/29/2024,29 Feb 2024,20240229\n";
    String later = "2023-12-31,31.12.2023,12/31/2023,31 Dec 2023,20231231\n";
    byte[] wide =
        ("a,b\n" + rows(30, i -> i % 9 + ",\u00fc" + i % 2)).getBytes(StandardCharsets.UTF_16);
    return List.of(
        cells(
            "dates in five formats",
            "category",
            "2024-02-29",
            "29.02.2024",
            "02/29/2024",
            "1 May 2024",
            "20240229"),
        file(
            "five columns of dates",
            "a,b,c,d,e\n" + (five + later + five.replace("29", "28")).repeat(5),
            "date date date date date"),
        cells("mixed decimals", "category", "1.5", quoted("1,5"), "2", "2.25"),
        cells("decimal commas", "decimal", quoted("1,5"), quoted("-2,25"), "3", quoted("0,01")),
        cells(
            "quotation marks",
            "category",
            quoted("a \"\"b\"\""),
            quoted("two\nlines"),
            quoted("x,y")),
        cells("marks within a cell", "category", "5\" pipe", "it's", "6\" pipe"),
        cells("one value", "constant", "EUR"),
        file("two rows", "a,b\n1,x\n2,y\n", "category|integer category"),
        file("one row", "a,b\n1,x\n", "no column of the table is left to learn"),
        file("one column", "a\n" + rows(50, i -> Integer.toString(i * i)), "integer"),
        file(
            "one column with blanks",
            "a\n" + rows(50, i -> i % 5 == 0 ? "\"\"" : "" + i * i),
            "integer"),
        cells("all missing", "constant", ""),
        cells("all missing in two notations", "ignored", "", "NA"),
        cells("missing in several notations", "integer", "1", "", "NA", "null", "n/a", "12"),
        file(
            "empty headers",
            ",b,\n" + rows(30, i -> i % 3 + "," + i % 4 + "," + i % 5),
            "integer integer integer"),
        cells("formulas", "category", "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3"),
        file(
            "cells of a megabyte",
            "a,n\n" + "x".repeat(1 << 20) + ",1\n" + rows(30, i -> "y," + i % 7),
            "ignored integer"),
        cells("NUL characters", "category", "a\0b", "\0", "c"),
        file(
            "byte order mark",
            "\ufeffa,b\n" + rows(30, i -> i + ",x" + i % 3),
            "sequence category"),
        new Hostile("UTF-16", wide, "integer category"),
        file(
            "carriage returns only",
            ("a,b\n" + rows(30, i -> i % 7 + ",x" + i % 3)).replace('\n', '\r'),
            "integer category"),
        file(
            "carriage returns and line feeds",
            ("a,b\n" + rows(30, i -> i % 7 + ",x" + i % 3)).replace("\n", "\r\n"),
            "integer category"),
        file(
            "ten thousand categories",
            "a,n\n" + rows(25_000, i -> "c" + i * 7919L % 10_000 + "," + i % 100),
            "category integer"),
        file(
            "two hundred columns",
            rows(1, i -> header(200)) + rows(60, HostileCsvTest::wideRow),
            ".*"),
        cells("negative zero", "decimal", "-0.0", "0.0", "-0.5", "1.5"),
        cells("NaN", "decimal", "NaN", "1.5", "2.25"),
        cells("infinities", "category", "inf", "-inf", "1.5", "Infinity"),
        cells("numbers of thirty digits", "category", "123456789012345678901234567890", "1", "2.5"),
        cells(
            "the longest whole numbers",
            "category|integer",
            "9223372036854775807",
            "-9223372036854775808",
            "0"),
        cells("eighteen digits", "integer", "999999999999999999", "-999999999999999999", "0", "7"),
        cells("leading zeros", "category", "007", "012", "700"),
        cells("telephone numbers", "category", "+41 79 123 45 67", "0041791234567", "079/1234567"),
        cells("times over midnight", "category", "23:59", "24:00", "25:10", "00:00"),
        cells("booleans in mixed notation", "category", "true", "False", "1", "yes", "N"),
        cells(
            "emoji",
            "category",
            "\ud83d\ude00",
            "\ud83d\udc69\u200d\ud83d\ude80",
            "\u00e9",
            "e\u0301"),
        cells("spaces around cells", "category", "x ", " x", "x", "  "),
        file("semicolons", "a;b\n" + rows(30, i -> i % 7 + ",5;x" + i % 3), "decimal category"),
        file("tabs", "a\tb\n" + rows(30, i -> i % 7 + "\tx" + i % 3), "integer category"),
        file("bars", "a|b\n" + rows(30, i -> i % 7 + "|x" + i % 3), "integer category"),
        cells("separators of thousands", "category", "1'000", "20'000", "300"),
        cells("exponents", "decimal", "1e-3", "2.5E2", "7"),
        cells("the first and the last year", "date", "0001-01-01", "9999-12-31", "2024-02-29"),
        cells("days that do not exist", "category", "2023-02-29", "2024-02-29"),
        cells("rows like comments", "category", "#1", "#2", "3"),
        file(
            "a name of 100,000 characters",
            "x".repeat(100_000) + ",b\n" + rows(30, i -> i % 7 + "," + i % 3),
            "integer integer"),
        file(
            "a separator announced by Excel",
            "sep=;\na;b\n" + rows(30, i -> i % 7 + ";" + i % 3),
            "integer integer"));
  }

  private static String header(int columns) {
    return IntStream.range(0, columns).mapToObj(c -> "c" + c).collect(Collectors.joining(","));
  }

  private static String wideRow(int row) {
    return IntStream.range(0, 200)
        .mapToObj(c -> c % 3 == 0 ? "x" + (row * (c + 1)) % 5 : "" + (row * (c + 7L) % 53) / 4.0)
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @MethodSource("works")
  void rowsComeBackInTheNotationThatWasRead(Hostile hostile) throws IOException {
    Path csv = folder.resolve("hostile.csv");
    Files.write(csv, hostile.bytes());
    CsvTable read = CsvTable.read(csv, TableFormat.AUTO);
    SchemaGuess guess = SchemaGuess.of(read);
    if (hostile.expected().startsWith("no column")) {
      assertThatThrownBy(() -> FittedTable.of(guess.schema(), read))
          .hasMessageContaining(hostile.expected());
      return;
    }
    String types =
        guess.schema().columns().stream()
            .map(column -> column.type().word().text())
            .collect(Collectors.joining(" "));
    assertThat(types).matches("(" + hostile.expected() + ")( .*)?");
    assertThat(SchemaJson.read(SchemaJson.write(guess.schema()))).isEqualTo(guess.schema());
    FittedTable fitted = FittedTable.of(guess.schema(), read);
    CopulaStart copula = CopulaStart.fit(fitted, 1);
    float[] latents = new float[DRAWS * copula.latents()];
    Noise.normal(7, 0, DRAWS, copula.latents(), latents);
    Table drawn = fitted.codec().decode(copula.values(latents), 7, 0);
    Path out = folder.resolve("drawn.csv");
    drawn.writeCsv(out);
    CsvTable again = CsvTable.read(out, TableFormat.AUTO);
    assertThat(again.size()).isEqualTo(DRAWS);
    assertThat(again.names())
        .isEqualTo(guess.schema().written().stream().map(TableColumn::name).toList());
    for (TableColumn column : guess.schema().columns()) {
      if (!(column.type() instanceof IgnoredType)) {
        requireSameNotation(
            column,
            read.column(read.names().indexOf(column.name())),
            again.column(again.names().indexOf(column.name())));
      }
    }
  }

  private static void requireSameNotation(
      TableColumn column, List<String> real, List<String> drawn) {
    Set<String> texts = new HashSet<>(real);
    for (String cell : drawn) {
      boolean listed = column.type() instanceof LevelType;
      if (listed
          || (column.type() instanceof MadeType made && made.word().text().equals("constant"))) {
        assertThat(texts).contains(cell);
      } else if (column.parse(cell) != ColumnType.MISSING) {
        assertThat(column.text(column.parse(cell))).isEqualTo(cell);
      } else {
        assertThat(texts).contains(cell);
      }
    }
  }

  static List<Hostile> refused() {
    return List.of(
        file("empty", "", "holds no rows"),
        file(
            "a header only",
            "a,b\n",
            "holds no rows: expected names in the first line and at least one row"),
        file("comments only", "# a\n# b\n", "holds no rows"),
        file("two columns of one name", "a,b,a\n1,2,3\n", "two columns of"),
        file("two columns of one name but for spaces", "a, a\n1,2\n", "have the name 'a'"),
        file("ragged rows", "a,b\n1,2\n3\n", "line 3 of"),
        file("a longer row", "a,b\n1,2\n3,4,5\n", "has 3 fields: expected 2"),
        file(
            "an unclosed quotation mark",
            "a,b\n1,2\n\"3,4\n5,6\n",
            "a quotation mark opens in line 3 of"),
        file(
            "text after a quotation mark",
            "a,b\n\"x\"y,2\n",
            "Unexpected character after closing quote"),
        new Hostile(
            "Latin-1",
            "a,b\nM\u00fcller,1\n".getBytes(StandardCharsets.ISO_8859_1),
            "is not text in UTF-8"),
        new Hostile(
            "a gzip file cut off", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0}, "is damaged"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void otherFilesAreRefusedInOneSentence(Hostile hostile) throws IOException {
    Path csv = folder.resolve("hostile.csv");
    Files.write(csv, hostile.bytes());
    assertThatThrownBy(() -> SchemaGuess.of(CsvTable.read(csv, TableFormat.AUTO)))
        .isInstanceOf(dev.wgan.train.data.DataException.class)
        .hasMessageContaining(hostile.expected())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
