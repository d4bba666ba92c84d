package dev.wgan.train.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.Generator;
import dev.wgan.table.CombinationConstraint;
import dev.wgan.table.SchemaException;
import dev.wgan.table.Table;
import dev.wgan.table.TableSchema;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constraints that a person states in the JSON of a schema, from there to the rows of a model. */
class RowConstraintTest {
  private static final String JSON =
      """
      {"csv": {},
       "columns": [
        {"name": "city", "type": "category", "levels": ["Bern", "Lyon", "Nice", "Genf"]},
        {"name": "country", "type": "category", "levels": ["CH", "FR"]},
        {"name": "from", "type": "date"},
        {"name": "to", "type": "date"},
        {"name": "age", "type": "integer"}],
       "constraints": [%s]}
      """;
  private static final String ALL =
      """
      {"constraint": "combinations", "columns": ["city", "country"]},
      {"constraint": "order", "low": "from", "high": "to"},
      {"constraint": "range", "column": "age", "low": 18, "high": "90"},
      {"constraint": "unique", "columns": ["from", "to", "age"]}
      """;

  @TempDir Path folder;

  private static TableSchema schema(String constraints) {
    return SchemaJson.read(JSON.formatted(constraints));
  }

  @Test
  void statedConstraintsHoldInEveryRow() throws IOException {
    String[] cities = {"Bern,CH", "Lyon,FR", "Nice,FR", "Genf,CH"};
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder rows = new StringBuilder("city,country,from,to,age\n");
    for (int i = 0; i < 800; i++) {
      LocalDate from = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(365));
      rows.append(cities[random.nextInt(4)]).append(',').append(from).append(',');
      rows.append(from.plusDays(random.nextInt(30))).append(',').append(random.nextInt(15, 95));
      rows.append('\n');
    }
    Path csv = folder.resolve("trips.csv");
    Files.writeString(csv, rows);
    TableSchema schema = schema(ALL);
    assertThat(SchemaJson.read(SchemaJson.write(schema))).isEqualTo(schema);
    Path model =
        TableModels.copula(CsvTable.read(csv, TableFormat.AUTO), schema, folder.resolve("t.onnx"));
    try (Generator generator = Generator.load(model)) {
      TableSchema stored = generator.info().table().orElseThrow().schema();
      assertThat(((CombinationConstraint) stored.constraints().get(0)).rows()).hasSize(4);
      Table table = generator.sample(2000, 3).table();
      Set<Object> places = new HashSet<>();
      Set<Object> unique = new HashSet<>();
      for (int r = 0; r < table.size(); r++) {
        places.add(table.text(r, 0) + "," + table.text(r, 1));
        LocalDate from = (LocalDate) java.util.Objects.requireNonNull(table.value(r, "from"));
        assertThat((LocalDate) table.value(r, "to")).isAfterOrEqualTo(from);
        assertThat((Long) table.value(r, "age")).isBetween(18L, 90L);
        unique.add(table.text(r, 2) + table.text(r, 3) + table.text(r, 4));
      }
      assertThat(places).containsExactlyInAnyOrder((Object[]) cities);
      assertThat(unique).hasSize(2000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"constraint\": \"rang\"}; there is no constraint 'rang': did you mean 'range'?",
        "{\"column\": \"age\"}; a constraint has no setting 'constraint'",
        "7; a constraint is 7: expected an object",
        "{\"constraint\": \"range\", \"column\": \"aeg\", \"low\": 1}; there is no column 'aeg': did you mean 'age'?",
        "{\"constraint\": \"range\", \"column\": \"age\", \"lo\": 1, \"high\": 2}; has no setting 'lo': did you mean 'low'?",
        "{\"constraint\": \"order\", \"low\": \"age\", \"high\": \"to\"}; expected two columns of numbers, of dates",
        "{\"constraint\": \"combinations\", \"columns\": [\"city\"]}; of two or more",
        "{\"constraint\": \"combinations\", \"columns\": [\"city\", \"country\"], \"rows\": [\"Bern\"]}; expected an array of cells",
        "{\"constraint\": \"combinations\", \"columns\": [\"city\", \"country\"], \"rows\": [[\"Bern\"]]}; has 1 cells: expected 2",
        "{\"constraint\": \"combinations\", \"columns\": [\"city\", \"country\"], \"rows\": [[\"Brn\", \"CH\"]]}; did you mean 'Bern'?",
        "{\"constraint\": \"unique\", \"columns\": []}; there is no column ''",
      })
  void whatDoesNotFitIsOneSentence(String constraint, String sentence) {
    assertThatThrownBy(() -> schema(constraint))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(sentence);
  }
}
