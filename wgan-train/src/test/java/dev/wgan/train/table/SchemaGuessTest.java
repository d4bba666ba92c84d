package dev.wgan.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.table.ColumnType;
import dev.wgan.table.IgnoredType;
import dev.wgan.table.MadeType;
import dev.wgan.table.SchemaException;
import dev.wgan.table.TableColumn;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas of CSV files: types, keys, missing values, and files that people have. */
class SchemaGuessTest {
  @TempDir Path folder;

  private CsvTable table(String text) throws IOException {
    Path file = folder.resolve("table.csv");
    Files.writeString(file, text);
    return CsvTable.read(file, TableFormat.AUTO);
  }

  private SchemaGuess guess(String text) throws IOException {
    CsvTable table = table(text);
    SchemaGuess guess = SchemaGuess.of(table);
    // Whatever is inferred reads every cell, and writes it as it came or as the same number.
    for (int c = 0; c < table.names().size(); c++) {
      TableColumn column = guess.schema().columns().get(c);
      if (column.type() instanceof IgnoredType || column.type().word().text().equals("uuid")) {
        continue;
      }
      for (String cell : table.column(c)) {
        long position = column.parse(cell);
        assertThat(column.parse(column.text(position))).isEqualTo(position);
      }
    }
    assertThat(SchemaJson.read(SchemaJson.write(guess.schema()))).isEqualTo(guess.schema());
    return guess;
  }

  private ColumnType type(String cells) throws IOException {
    String lines = cells.replace('|', '\n').replace('^', '"');
    return guess("a,b\n" + lines.lines().map(l -> l + ",x\n").collect(Collectors.joining()))
        .schema()
        .columns()
        .get(0)
        .type();
  }

  /** Cells between bars; a caret stands for a quotation mark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "3|1|-2|3; integer; {}",
        "9|007|12|007; category; {levels=007,12,9}",
        "1.5|2|-0.25|2; decimal; {mark=point, places=2, zeros=trimmed}",
        "1.50|2.00|1.50; decimal; {mark=point, places=2, zeros=kept}",
        "1e-04|2e+05|3|3; decimal; {mark=point, places=4, zeros=trimmed}",
        "^1,5^|^2,25^|^1,5^; decimal; {mark=comma, places=2, zeros=trimmed}",
        "0.12345678901234567890|12|12; decimal; {mark=point, places=15, zeros=trimmed}",
        "1.234.567|2|2; category; {levels=1.234.567,2}",
        "TRUE|FALSE|TRUE; boolean; {false=FALSE, true=TRUE}",
        "y|n|n; boolean; {false=n, true=y}",
        "1|0|0|1; boolean; {false=0, true=1}",
        "EUR|EUR|EUR; constant; {value=EUR}",
        "2024-02-29|1969-01-01|1969-01-01; date; {format=uuuu-MM-dd}",
        "29.02.2024|01.01.1969|01.01.1969; date; {format=dd.MM.uuuu}",
        "29/02/2024|01/01/1969|01/01/1969; date; {format=dd/MM/uuuu}",
        "02/29/2024|01/01/1969|01/01/1969; date; {format=MM/dd/uuuu}",
        "2/29/2024|1/1/1969|1/1/1969; date; {format=M/d/uuuu}",
        "29 Feb 2024|01 Jan 1969|01 Jan 1969; date; {format=dd MMM uuuu}",
        "2024-02-30|2024-01-01|2024-01-01; category; {levels=2024-01-01,2024-02-30}",
        "23:59|00:00|00:00; time; {format=HH:mm}",
        "23:59:59.125|00:00:00.000|00:00:00.000; time; {format=HH:mm:ss.SSS}",
        "2024-02-29 23:59:59|2024-01-01 00:00:00|2024-01-01 00:00:00; timestamp;"
            + " {format=uuuu-MM-dd HH:mm:ss}",
        "2024-02-29T23:59:59Z|2024-01-01T00:00:00Z|2024-01-01T00:00:00Z; timestamp;"
            + " {format=uuuu-MM-dd'T'HH:mm:ss'Z'}",
        "2024-02-29 23:59+01:00|2024-01-01 00:00+01:00|2024-01-01 00:00+01:00; timestamp;"
            + " {format=uuuu-MM-dd HH:mm'+01:00'}",
        "5|6|7|8; sequence; {digits=1, first=5, prefix=}",
        "K-008|K-009|K-010; sequence; {digits=3, first=8, prefix=K-}",
        "=1+1|@SUM(A1)|=1+1; category; {levels==1+1,@SUM(A1)}",
      },
      quoteCharacter = '\u0001')
  void cellsHaveAType(String cells, String word, String settings) throws IOException {
    ColumnType type = type(cells);
    assertThat(type.word().text()).isEqualTo(word);
    assertThat(new java.util.TreeMap<>(type.settings())).hasToString(settings);
  }

  @Test
  void keysAreMadeAnew() throws IOException {
    StringBuilder rows = new StringBuilder("uuid,customer_id,n\n");
    for (int i = 0; i < 30; i++) {
      rows.append(java.util.UUID.nameUUIDFromBytes(new byte[] {(byte) i}))
          .append(',')
          .append(1000 + 7 * (i * 11 % 30))
          .append(',')
          .append(1000 + 7 * (i * 11 % 30))
          .append('\n');
    }
    SchemaGuess guess = guess(rows.toString());
    List<TableColumn> columns = guess.schema().columns();
    assertThat(columns.get(0).type().word().text()).isEqualTo("uuid");
    assertThat(columns.get(1).type()).isInstanceOf(MadeType.class);
    assertThat(columns.get(2).type().word().text()).isEqualTo("integer");
    assertThat(guess.notes()).anyMatch(note -> note.contains("customer_id holds keys"));
  }

  @Test
  void missingValuesHaveOneNotation() throws IOException {
    List<TableColumn> columns =
        guess("a,b,c\n1,NA,x\n,2020-01-01,NA\n3,NA,x\n3,NA,None\n").schema().columns();
    assertThat(columns.get(0).missing()).contains("");
    assertThat(columns.get(1).missing()).contains("NA");
    assertThat(columns.get(1).type().word().text()).isEqualTo("date");
    assertThat(columns.get(2).missing()).contains("NA");
    assertThat(columns.get(2).type().settings()).containsEntry("levels", "None,x");
  }

  @Test
  void severalNotationsOfMissingValuesAreRead() throws IOException {
    SchemaGuess guess = guess("a,b\n1,x\n,n/a\nNA,x\nNA,null\nnull,y\n7,y\n");
    TableColumn numbers = guess.schema().columns().get(0);
    assertThat(numbers.type().word().text()).isEqualTo("integer");
    assertThat(numbers.missing()).contains("NA");
    assertThat(numbers.alsoMissing()).containsExactlyInAnyOrder("", "null");
    assertThat(numbers.parse("null")).isEqualTo(ColumnType.MISSING);
    assertThat(numbers.text(ColumnType.MISSING)).isEqualTo("NA");
    assertThat(guess.schema().columns().get(1).type().settings()).containsEntry("levels", "x,y");
    assertThat(guess.notes().get(0))
        .isEqualTo(
            "column a writes missing values as 'NA' and '' and 'null': all of them are read, and"
                + " 'NA' is written");
    assertThat(SchemaJson.write(guess.schema())).contains("\"also_missing\":[\"\",\"null\"]");
  }

  @Test
  void aRowThatStartsWithANumberSignIsARow() throws IOException {
    CsvTable rows = table("# made by hand\n# 7,8,9\nname,n\n#1,2\na,3\n#2,4\n");
    assertThat(rows.names()).containsExactly("name", "n");
    assertThat(rows.column(0)).containsExactly("#1", "a", "#2");
    assertThat(SchemaGuess.of(rows).notes()).contains("ignored 2 comments in front of the names");
    assertThat(table("#id,n\n1,2\n").names()).containsExactly("#id", "n");
    assertThatThrownBy(() -> table("a,b\n1,2\n# end\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 3 of")
        .hasMessageContaining("has 1 fields: expected 2");
    assertThat(table("a\n1\n\"\"\n\n2\n").column(0)).containsExactly("1", "", "2");
  }

  @Test
  void anUnclosedQuotationMarkIsNamedByItsLine() {
    for (String text :
        List.of(
            "a,b\n1,2\n3,\"x\n4,y\n5,z\n",
            "a,b\r\n1,2\r\n3,\"x\"\"\r\n4,y\r\n",
            "a,b\r1,2\r\"3,x")) {
      assertThatThrownBy(() -> table(text))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("a quotation mark opens in line 3 of")
          .hasMessageContaining("and is not closed");
    }
  }

  @Test
  void aColumnWithoutValuesIsConstant() throws IOException {
    assertThat(guess("a,b\n,1\n,5\n").schema().columns().get(0).type().settings())
        .containsEntry("value", "");
  }

  @Test
  void freeTextIsIgnored() throws IOException {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(i -> "note " + i + " of " + i * i + "," + i % 3 + "\n")
            .collect(Collectors.joining());
    SchemaGuess guess = guess("notes,n\n" + rows);
    assertThat(guess.schema().columns().get(0).type()).isInstanceOf(IgnoredType.class);
    assertThat(guess.schema().written()).hasSize(1);
    assertThat(guess.notes())
        .contains("column notes is ignored: free text: 40 different cells in 40 rows");
  }

  @Test
  void daysAndMonthsThatCouldChangePlacesAreNoted() throws IOException {
    SchemaGuess guess = guess("a,b\n01/02/2020,x\n03/04/2020,y\n");
    assertThat(guess.notes())
        .contains("column a is read as MM/dd/uuuu, but could be dd/MM/uuuu as well");
  }

  @Test
  void manyCategoriesAndManyColumnsAreRead() throws IOException {
    StringBuilder rows = new StringBuilder("city,n\n");
    for (int i = 0; i < 30_000; i++) {
      rows.append("city ").append(i % 10_000).append(',').append(i % 7).append('\n');
    }
    assertThat(guess(rows.toString()).schema().columns().get(0).type().word().text())
        .isEqualTo("category");
    String names = IntStream.range(0, 200).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String row = IntStream.range(0, 200).mapToObj(i -> "1.5").collect(Collectors.joining(","));
    assertThat(guess(names + "\n" + row + "\n" + row.replace('5', '7') + "\n").schema().columns())
        .hasSize(200);
  }

  @Test
  void theNotationIsKept() throws IOException {
    assertThat(guess("a;b\r\n1,5;x\r\n2,5;y\r\n").schema().csv())
        .hasToString("CsvFormat[separator=;, quotesText=false, crlf=true]");
    assertThat(guess("\"a\",\"b\"\n1,\"x\"\n2,\"y\"\n").schema().csv().quotesText()).isTrue();
    assertThat(guess("a\tb\n1\tx, y\n2\ty\n").schema().csv().separator()).isEqualTo('\t');
    assertThat(guess("a\n1\n2\n5\n").schema().columns()).hasSize(1);
  }

  @Test
  void cellsOfEverySizeAreRead() throws IOException {
    String large = "x".repeat(1 << 20);
    SchemaGuess guess =
        guess("a,b,\"c,\"\"\nd\"\n" + large + ",1,\"p\nq\"\ny,2,\"p\nq\"\ny,2,\"\"\"\"\n");
    List<TableColumn> columns = guess.schema().columns();
    assertThat(columns.get(0).type()).isInstanceOf(IgnoredType.class);
    assertThat(columns.get(2).name()).isEqualTo("c,\"\nd");
    assertThat(columns.get(2).type().settings()).containsEntry("levels", "\",p%0Aq");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a,b|1,2|3; line 3 of",
        "a,a|1,2|3,4; two columns of",
        "a,b; holds no rows",
        "''; holds no rows",
      })
  void filesThatAreNotTablesAreRefused(String text, String message) {
    assertThatThrownBy(() -> guess(text.replace('|', '\n')))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void otherEncodingsAreReadOrRefused() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "a,b\n1,größe\n2,x\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> CsvTable.read(file, TableFormat.AUTO))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is not text in UTF-8");
    assertThat(guess("\uFEFFa,b\n1,größe\n2,x\n").schema().columns().get(0).name()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\u0001',
      value = {
        "{; the schema is not JSON: line 1",
        "[]; the schema has no array 'columns'",
        "{'columns': []}; a table of 0 columns",
        "{'columns': [{'name': 'a'}]}; the column 'a' has no setting 'type'",
        "{'columns': [{'name': 'a', 'type': 'integer', 'plases': 2}]};"
            + " the column 'a' has no setting 'plases'",
        "{'columns': [{'name': 'a', 'type': 'decimal', 'places': 'two'}]};"
            + " the column 'a' has the setting places = 'two': expected a whole number",
        "{'columns': [{'name': 'a', 'type': 'integer', 'missing': null}]};"
            + " a column has the setting missing = null",
        "{'columns': [7]}; a column is 7: expected an object",
        "{'colums': [], 'columns': [{'name': 'a', 'type': 'integer'}]}; did you mean 'columns'",
        "{'csv': {'separator': ',,'}, 'columns': []}; the separator is ',,'",
      })
  void aWrongSchemaIsRefused(String json, String message) {
    assertThatThrownBy(() -> SchemaJson.read(json.replace('\'', '"')))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anEditedSchemaIsRead() {
    TableSchema schema =
        SchemaJson.read(
            """
            {"columns": [{"name": "size", "type": "ordered", "levels": ["S", "M, L"], "missing": ""},
                         {"name": "price", "type": "decimal", "places": 2}]}
            """);
    assertThat(schema.columns().get(0).parse("M, L")).isEqualTo(1);
    assertThat(schema.columns().get(0).parse("")).isEqualTo(ColumnType.MISSING);
    assertThat(schema.columns().get(1).parse("1.5")).isEqualTo(150);
  }
}
