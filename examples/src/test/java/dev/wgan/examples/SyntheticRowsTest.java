package dev.wgan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A test on a table of synthetic customers, as an application would write it. */
@SyntheticRows(model = "/people.onnx", table = "people", rows = 2000, where = "age >= 18")
class SyntheticRowsTest {
  private static long count(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Test
  void theTableIsFilled(Connection database) throws SQLException {
    assertThat(count(database, "SELECT count(*) FROM \"people\"")).isEqualTo(2000);
    assertThat(count(database, "SELECT count(DISTINCT \"id\") FROM \"people\"")).isEqualTo(2000);
    assertThat(count(database, "SELECT min(\"age\") FROM \"people\"")).isEqualTo(18);
    assertThat(
            count(
                database, "SELECT count(*) FROM \"people\" WHERE \"joined\" >= DATE '2020-01-01'"))
        .isBetween(200L, 1800L);
    assertThat(count(database, "SELECT count(*) FROM \"people\" WHERE \"income\" IS NULL"))
        .isBetween(50L, 600L);
  }

  /** Each test gets the same rows, whatever others did with them. */
  @RepeatedTest(2)
  void rowsAreTheSameInEachTest(Connection database) throws SQLException {
    assertThat(count(database, "SELECT count(*) FROM \"people\" WHERE \"city\" = 'Bern'"))
        .isBetween(300L, 1200L);
    try (Statement statement = database.createStatement()) {
      statement.execute("DELETE FROM \"people\"");
    }
  }
}
