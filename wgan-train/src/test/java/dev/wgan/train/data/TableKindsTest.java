package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.Standardisation;
import dev.wgan.train.data.TableFormat.Decimal;
import dev.wgan.train.data.TableFormat.Header;
import dev.wgan.train.data.TableFormat.Separator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of numbers as programs write them. */
class TableKindsTest {
  @TempDir Path folder;

  /** Rows, columns, first and last value of files that programs wrote. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pandas_noindex.csv | 50 | 0 1 2 | 1.764052 | names in the first line",
        "pandas.csv | 50 | 0 1 2 | 1.764052 | left out column 0, a row index without a name",
        "index.csv | 39 | a b c | 1.62435 | left out column 0, a row index without a name",
        "yearhead.csv | 300 | name 2019 2020 | 1.62435 | between commas with decimal points",
        "decimalnohead.csv | 300 | column0 column1 column2 | 1.62435 | between semicolons with decimal commas, no names",
        "space.csv | 300 | a b c | 1.62435 | between spaces with decimal points, names in",
      })
  void filesOfOtherProgramsAreRead(String name, int rows, String columns, float first, String note)
      throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = TableKindsTest.class.getResourceAsStream("tables/" + name)) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    try (Dataset data = Datasets.open(file, DataOptions.defaults());
        Dataset asIs = Datasets.open(file, DataOptions.of(o -> o.standardise(false)))) {
      assertThat(data.size()).isEqualTo(rows);
      Standardisation undo = data.description().standardisation().orElseThrow();
      assertThat(undo.columns()).containsExactly(columns.split(" ", -1));
      assertThat(asIs.values(0, 1)[0]).isEqualTo(first);
      assertThat(DataSummary.line(data)).contains(note);
    }
  }

  /** The values of the first row, after the names that were found. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // Headers
        "0,1\\n1.5,2.5\\n3.5,4.5 ~ 0 1 ~ 1.5 2.5",
        "2019,2020\\n1.5,2.5\\n3.5,4.5 ~ 2019 2020 ~ 1.5 2.5",
        "10,20,50\\n1.5,2.5,1e3\\n3.5,4.5,2e3 ~ 10 20 50 ~ 1.5 2.5 1000",
        "0,1,2,3,4\\n7,5,3,9,8\\n1,5,2,9,8 ~ 0 1 2 3 4 ~ 7 5 3 9 8",
        "0\\n1.5\\n2.5 ~ 0 ~ 1.5",
        "5\\n1.5\\n2.5 ~ column0 ~ 5",
        "1,2,3\\n4,5,6 ~ column0 column1 column2 ~ 1 2 3",
        "1,2\\n3.5,4.5 ~ 1 2 ~ 3.5 4.5",
        "10,20\\n3.5,4.5 ~ column0 column1 ~ 10 20",
        "0,1,2,3,4\\n1,2,3,4,5\\n2,3,4,5,6 ~ column0 column1 column2 column3 column4 ~ 0 1 2 3 4",
        "a,,c\\n1,2,3\\n4,5,7 ~ a column1 c ~ 1 2 3",
        "x,2020\\n1,2\\n2,3 ~ x 2020 ~ 1 2",
        // Indexes
        "\"\",\"a\",\"b\"\\n\"1\",1.5,2\\n\"2\",1,2 ~ a b ~ 1.5 2",
        ",a,b\\n17,1.5,2\\n23,1,2 ~ a b ~ 1.5 2",
        ",a\\n2020-01-01,1.5\\n2020-01-02,2 ~ a ~ 1.5",
        "Unnamed: 0,a\\n0,5\\n1,7\\n2,8 ~ a ~ 5",
        "id,a\\n1,5\\n2,7\\n3,8 ~ a ~ 5",
        "t,a\\n1,5\\n2,7\\n3,8 ~ t a ~ 1 5",
        "id,a\\n1,5\\n3,7\\n2,8 ~ id a ~ 1 5",
        "a b\\nr1 1.5 2\\nr2 2.5 3 ~ a b ~ 1.5 2",
        // Separators and decimals
        "a;b\\n1,5;2\\n2;3 ~ a b ~ 1.5 2",
        "a\\tb\\n1,5\\t2\\n2\\t3 ~ a b ~ 1.5 2",
        "1,5\\n2,5 ~ column0 column1 ~ 1 5",
        "x\\n1,5\\n2,5 ~ x ~ 1.5",
        "1;2\\n3;5 ~ column0 column1 ~ 1 2",
        "a|b\\n1|2\\n3|4 ~ a b ~ 1 2",
        "\"1,5\",\"2,5\"\\n\"3,5\",\"4,5\" ~ column0 column1 ~ 1.5 2.5",
        "  1.5   2.5\\n  3.5   4.5 ~ column0 column1 ~ 1.5 2.5",
        "1, 2, 3\\n4, 5, 7 ~ column0 column1 column2 ~ 1 2 3",
        "1.50E+01,.5,5.,-3\\n1,2,3,4 ~ column0 column1 column2 column3 ~ 15 0.5 5 -3",
        // Comments, empty lines, line ends
        "# made by numpy\\n# a b\\n1.5 2.5\\n3 4 ~ column0 column1 ~ 1.5 2.5",
        "a,b\\r\\n1,2\\r\\n#3,4\\r\\n\\r\\n5,6 ~ a b ~ 1 2",
        "a,b\\r1,2\\n3,4\\r\\n5,6 ~ a b ~ 1 2",
        "sep=;\\na;b\\n1;2\\n2;3 ~ a b ~ 1 2",
        "a,b,\\n1,2,\\n3,4, ~ a b ~ 1 2",
        "1,2,\\n3,4, ~ column0 column1 ~ 1 2",
        "a,b\\n\u22121,2\\n\u22122,3 ~ a b ~ -1 2",
        "größe,重さ\\n1,2\\n3,4 ~ größe 重さ ~ 1 2",
      })
  void formatsAreFoundOut(String text, String columns, String first) throws IOException {
    try (Dataset data = open(text, TableFormat.AUTO)) {
      float[] values = data.values(0, 1);
      String[] expected = first.split(" ", -1);
      assertThat(values).hasSameSizeAs(expected);
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).isEqualTo(Float.parseFloat(expected[i]));
      }
    }
    Files.writeString(folder.resolve("t.csv"), unescaped(text) + "\n");
    // Names show in what undoes the standardisation.
    try (Dataset data =
        Datasets.open(folder.resolve("t.csv"), DataOptions.of(o -> o.standardise(false)))) {
      assertThat(data.description().shape()).containsExactly(columns.split(" ", -1).length);
    }
    assertThat(names(text)).containsExactly(columns.split(" ", -1));
  }

  @Test
  void optionsOverrideWhatWouldBeFoundOut() throws IOException {
    assertThat(first("1,2,3\n4,5,6\n", Header.YES, Separator.AUTO, Decimal.AUTO))
        .containsExactly(4, 5, 6);
    assertThat(first("0,1,2\n1.5,2.5,3.5\n", Header.NO, Separator.AUTO, Decimal.AUTO))
        .containsExactly(0, 1, 2);
    assertThat(first("1,5\n2,5\n", Header.NO, Separator.SEMICOLON, Decimal.COMMA))
        .containsExactly(1.5f);
    assertThat(first("1,234;5\n2,345;6\n", Header.AUTO, Separator.AUTO, Decimal.COMMA))
        .containsExactly(1.234f, 5);
    assertThat(first(",a\n0,5\n1,7\n", List.of())).containsExactly(0, 5);
    assertThat(first("a,b,c\n0,x,5\n1,y,7\n", List.of("b"))).containsExactly(0, 5);
    assertThatThrownBy(() -> first("a,b\n1,2\n", List.of("z")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has no column 'z': expected one of [a, b]");
    assertThatThrownBy(() -> first("a,b\n1,2\n", List.of("a", "b")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column of ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a,b\\n1,x\\n ~ leave a column of text out with the option ignoreColumns \"b\"",
        "a,b\\n1,2\\n3,\\n ~ fill in a number, remove the line, or leave the column out",
        "a,b\\n1,2\\n3,NA\\n ~ line 3 of FILE has \"NA\" in column 1 (b): expected a finite number; fill in",
        "a;b\\n1;2\\n3;\"1,234.5\"\\n ~ write numbers without separators of thousands",
        "a,b\\n\"1,234\",2\\n\"2,345\",3\\n3,x ~ expected a finite number",
        ",0.5\\n1.5,2.5\\n ~ line 1 of FILE has \"\" in column 0",
        "1,2\\n3,4\\n5,6,7\\n ~ correct the line, or set the separator of fields with the option separator",
        "a,b\\n\"1,2\\n3,4\\n ~ line 2 of FILE has \"1,2 3,4 \" in column 0 (a,b)",
        "a,b\\n\"1,2\\n3,4\\n ~ close the quotation mark that opens in this line",
        "a,b\\nm,kg\\n1,2\\n ~ remove it if it is a second line of names",
      })
  void failuresNameTheirRemedy(String text, String message) {
    assertThatThrownBy(() -> open(text, TableFormat.AUTO))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message.replace("FILE", folder.resolve("t.csv").toString()));
  }

  @Test
  void gzippedTablesAreTables() throws IOException {
    byte[] zipped = TestImages.gzip("a,b\n1,2\n3,5\n".getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve("T.CSV.GZ"), zipped);
    assertThat(Datasets.open(file, DataOptions.defaults()).size()).isEqualTo(2);
    Files.write(file, Arrays.copyOf(zipped, zipped.length - 12));
    assertThatThrownBy(() -> Datasets.open(file, DataOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + " is damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void byteOrderMarksAreFollowed(String charset) throws IOException {
    byte[] text = "\uFEFFgröße,b\n1.5,2\n3,5\n".getBytes(Charset.forName(charset));
    Path file = Files.write(folder.resolve("t.csv"), text);
    try (Dataset data = Datasets.open(file, DataOptions.defaults())) {
      assertThat(data.description().standardisation().orElseThrow().columns())
          .containsExactly("größe", "b");
    }
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    Path file =
        Files.write(
            folder.resolve("t.csv"), "größe,b\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Datasets.open(file, DataOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessage(file + " is not text in UTF-8: expected a table of numbers; save it as UTF-8");
  }

  @Test
  void manyColumnsAreRead() throws IOException {
    int columns = 20_000;
    String row = "1.5,".repeat(columns - 1) + "2.5\n";
    try (Dataset data = open(row + row, TableFormat.AUTO)) {
      assertThat(data.description().shape()).containsExactly(columns);
    }
  }

  /** One line without names is data; one line of names is not. */
  @Test
  void aTableOfOneLine() throws IOException {
    assertThat(first("1.5,2.5\n", Header.AUTO, Separator.AUTO, Decimal.AUTO))
        .containsExactly(1.5f, 2.5f);
    assertThatThrownBy(() -> first("a,b\n", Header.AUTO, Separator.AUTO, Decimal.AUTO))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds no rows");
  }

  private float[] first(String text, Header header, Separator separator, Decimal decimal)
      throws IOException {
    TableFormat format = new TableFormat(header, separator, decimal, Optional.empty());
    try (Dataset data = open(text, format)) {
      return data.values(0, 1);
    }
  }

  private float[] first(String text, List<String> ignored) throws IOException {
    TableFormat format =
        new TableFormat(Header.AUTO, Separator.AUTO, Decimal.AUTO, Optional.of(ignored));
    try (Dataset data = open(text, format)) {
      return data.values(0, 1);
    }
  }

  private List<String> names(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("n.csv"), unescaped(text));
    CsvDialect dialect = CsvDialect.of(file, TableFormat.AUTO);
    List<List<String>> lines = new java.util.ArrayList<>();
    CsvLines.read(file, dialect.separator(), (number, fields) -> lines.add(fields));
    List<double[]> rows =
        lines.subList(dialect.header() ? 1 : 0, lines.size()).stream()
            .map(l -> l.stream().mapToDouble(dialect.numbers()::parse).toArray())
            .toList();
    CsvColumns columns = CsvColumns.of(file, lines.get(0), dialect, Optional.empty());
    return columns.read().size() < columns.names().size()
        ? columns.readNames()
        : columns.checked(rows, true).readNames();
  }

  private Dataset open(String text, TableFormat format) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), unescaped(text));
    return Datasets.open(file, DataOptions.of(o -> o.standardise(false).table(format)));
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
  }
}
