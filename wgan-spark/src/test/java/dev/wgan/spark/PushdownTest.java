package dev.wgan.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network runs for the rows that a query needs, and for no others. */
@EnabledForJreRange(
    max = JRE.JAVA_22,
    disabledReason = "Spark 4.0 needs a method that Java 23 refuses")
class PushdownTest {
  private static final String MODEL = "fashion-dcgan-conditional";
  private static final int ROWS = 200;
  private static final Map<String, String> OPTIONS = LocalSpark.options(MODEL, ROWS);

  /** The number of samples that the session of this JVM draws during a query. */
  private static long drawnBy(Supplier<?> query) {
    GeneratorTable table =
        GeneratorTable.load(new CaseInsensitiveStringMap(OPTIONS), new Configuration());
    SessionKey key = table.model().key(table.request());
    try (SessionLease lease = ExecutorSessions.lease(key, table.model()::bytes)) {
      long before = lease.generator().stats().samples();
      assertThat(query.get()).isNotNull();
      return lease.generator().stats().samples() - before;
    }
  }

  private static String plan(Dataset<Row> query) {
    return query.queryExecution().executedPlan().toString();
  }

  private static List<Long> indices(Dataset<Row> query) {
    return query.select("index").collectAsList().stream().map(row -> row.getLong(0)).toList();
  }

  @Test
  void countsAndClassesNeedNoNetwork() {
    Dataset<Row> all = LocalSpark.read(MODEL, ROWS);
    assertThat(drawnBy(all::count)).isZero();
    Dataset<Row> classes = all.groupBy("class").count();
    assertThat(drawnBy(classes::collectAsList)).isZero();
    assertThat(plan(classes)).contains("columns [class]", "runs the network: no");
    assertThat(drawnBy(all.select("png")::collectAsList)).isEqualTo(ROWS);
    assertThat(plan(all.select("png"))).contains("columns [png]", "runs the network: yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          index = 7                                 | 1
          index < 10                                | 10
          index <= 10 and index > 3                 | 7
          index >= 190 or index in (1, 3, 500)      | 12
          not (index between 20 and 199)            | 20
          index <> 5                                | 199
          index > 9223372036854775806               | 0
          index = -1                                | 0
          """)
  void filtersOnTheIndexChooseTheRange(String filter, int expected) {
    Dataset<Row> all = LocalSpark.read(MODEL, ROWS);
    Dataset<Row> some = all.where(filter);
    assertThat(drawnBy(some.select("index", "png")::collectAsList)).isEqualTo(expected);
    assertThat(plan(some)).contains(expected + " rows of wgan").doesNotContain("Filter ");
    assertThat(LocalSpark.digest(some)).isEqualTo(LocalSpark.digest(all.cache().where(filter)));
    all.unpersist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class = 'Bag'
          label in (1, 3) or class = 'Sneaker'
          label > 7 and index < 100
          not label = 2
          class >= 'Sneaker'
          """)
  void filtersOnTheClassDrawNoOtherRows(String filter) {
    Dataset<Row> all = LocalSpark.read(MODEL, ROWS);
    Dataset<Row> some = all.where(filter);
    assertThat(plan(some)).doesNotContain("Filter ");
    long count = some.count();
    assertThat(count).isBetween(1L, ROWS - 1L);
    assertThat(drawnBy(some.select("index", "sample")::collectAsList)).isEqualTo(count);
    assertThat(LocalSpark.digest(some)).isEqualTo(LocalSpark.digest(all.cache().where(filter)));
    all.unpersist();
  }

  @Test
  void limitsAndSortedLimitsDrawTheirRows() {
    Dataset<Row> all = LocalSpark.read(MODEL, ROWS);
    assertThat(drawnBy(all.limit(5)::collectAsList)).isEqualTo(5);
    Dataset<Row> last = all.orderBy(all.col("index").desc()).limit(3);
    assertThat(drawnBy(last::collectAsList)).isEqualTo(3);
    assertThat(indices(last)).containsExactly(199L, 198L, 197L);
    Dataset<Row> bags = all.where("class = 'Bag'").limit(4);
    assertThat(bags.collectAsList()).hasSize(4);
  }

  @Test
  void otherFiltersAreLeftToSpark() {
    Dataset<Row> all = LocalSpark.read(MODEL, ROWS);
    Dataset<Row> even = all.where("index % 2 = 0 or label = 3");
    assertThat(plan(even)).contains("Filter");
    assertThat(indices(even.where("index < 6")))
        .containsAll(LongStream.of(0, 2, 4).boxed().toList());
  }
}
