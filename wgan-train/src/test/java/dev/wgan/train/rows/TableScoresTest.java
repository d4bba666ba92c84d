package dev.wgan.train.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.TableFormat;
import dev.wgan.train.evaluate.Estimate;
import dev.wgan.train.evaluate.Interval;
import dev.wgan.train.table.FittedTable;
import dev.wgan.train.table.SchemaGuess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Similarities of columns and pairs next to those of figures.py, which is written with numpy. */
class TableScoresTest {
  private static final double AGREEMENT = 1e-5;

  private static CsvTable read(String name) throws IOException, URISyntaxException {
    Path file =
        Path.of(Objects.requireNonNull(TableScoresTest.class.getResource(name), name).toURI());
    return CsvTable.read(file, TableFormat.AUTO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"credit", "diamonds"})
  void similaritiesAreThoseOfTheDefinitions(String name) throws Exception {
    JsonNode expected;
    try (InputStream json = TableScoresTest.class.getResourceAsStream("figures.json")) {
      expected = NetworkJson.mapper().readTree(json).get(name);
    }
    CsvTable real = read(name + ".real.csv");
    RowReader reader = RowReader.of(FittedTable.of(SchemaGuess.of(real).schema(), real).codec());
    RowScores scores =
        RowScores.of(reader.read("real", real), reader.read("other", read(name + ".other.csv")), 1);
    for (RowScores.Column column : scores.columns()) {
      assertThat(column.similarity())
          .as(column.name())
          .isCloseTo(expected.get("columns").get(column.name()).asDouble(), within(AGREEMENT));
    }
    assertFigure(scores.shapes(), expected.get("shapes"));
    assertFigure(scores.trends(), expected.get("trends"));
    assertFigure(scores.sharedTrends(), expected.get("shared"));
    assertFigure(scores.decileTrends(), expected.get("deciles"));
  }

  private static void assertFigure(Estimate estimate, JsonNode expected) {
    assertThat(estimate.value()).isCloseTo(expected.asDouble(), within(AGREEMENT));
    Interval interval = Objects.requireNonNull(estimate.interval());
    assertThat(interval.contains(estimate.value())).isTrue();
    assertThat(interval.high() - interval.low()).isBetween(0.002, 0.05);
  }
}
