package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.table.CombinationConstraint;
import dev.wgan.table.Condition;
import dev.wgan.table.OrderConstraint;
import dev.wgan.table.RangeConstraint;
import dev.wgan.table.RowConstraint;
import dev.wgan.table.Table;
import dev.wgan.table.TableCodec;
import dev.wgan.table.TableSchema;
import dev.wgan.table.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that meet conditions and constraints: exact, addressed by their index, and refused. */
class RowSelectionTest {
  private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();
  private static final Condition NARROW = Condition.parse("kind = y and amount >= 900");

  private static Generator load(GeneratorOptions options, RowConstraint... constraints) {
    TableCodec codec = TypedTableTest.codec();
    TableSchema schema =
        new TableSchema(codec.schema().columns(), codec.schema().csv(), List.of(constraints));
    Map<String, String> properties = new TreeMap<>();
    TableCodec.of(schema, codec.codes()).write(properties);
    return Generator.load(TypedTableTest.model(properties).build(), options);
  }

  private static List<Map<String, Object>> rows(Table table) {
    return new ArrayList<>(table.rows().toList());
  }

  private static long number(Map<String, Object> row, String column) {
    return (Long) java.util.Objects.requireNonNull(row.get(column));
  }

  @Test
  void everyRowMeetsTheConditionAndTheRateIsReported() {
    try (Generator generator = load(DEFAULTS)) {
      Samples drawn = generator.sample(3000, 5, NARROW);
      Set<Object> amounts = new HashSet<>();
      for (Map<String, Object> row : rows(drawn.table())) {
        assertThat(row.get("kind")).isEqualTo("y");
        assertThat((Long) row.get("amount")).isBetween(900L, 1000L);
        amounts.add(row.get("amount"));
      }
      assertThat(amounts).hasSize(101);
      // the share of these rows is .5 * .7 * 100.5 / 999; 3000 of them give it to some 6 %
      double share = .5 * .7 * 100.5 / 999;
      assertThat(drawn.size() / (double) drawn.candidates()).isBetween(.9 * share, 1.1 * share);
      assertThat(generator.sample(10, 5).candidates()).isEqualTo(10);
    }
  }

  /** A chi-squared above 27.9 with nine degrees of freedom has a probability below 0.001. */
  @Test
  void theDistributionIsThatOfTheRowsGivenTheCondition() {
    try (Generator generator = load(DEFAULTS)) {
      int[] tenths = new int[10];
      for (Map<String, Object> row :
          rows(generator.sample(5000, 6, Condition.parse("score < 500000")).table())) {
        tenths[(int) (number(row, "score") / 50_000)]++;
      }
      double sum = 0;
      for (int count : tenths) {
        sum += (count - 500) * (count - 500) / 500.0;
      }
      assertThat(sum).isLessThan(27.9);
    }
  }

  @Test
  void aRowIsAFunctionOfItsSeedIndexAndCondition() {
    List<Map<String, Object>> whole;
    try (Generator generator = load(DEFAULTS)) {
      whole = rows(generator.sample(600, 5, NARROW).table());
      List<Map<String, Object>> plain = rows(generator.sample(600, 5).table());
      for (int i : new int[] {0, 1, 77, 599}) {
        SampleRequest one = SampleRequest.range(i, 1, 5).where(NARROW);
        assertThat(rows(generator.sample(one).table())).containsExactly(whole.get(i));
      }
      // a row that meets the condition anyway stays as it is
      for (int i = 0; i < 600; i++) {
        if ("y".equals(plain.get(i).get("kind")) && number(plain.get(i), "amount") >= 900) {
          assertThat(whole.get(i)).isEqualTo(plain.get(i));
        }
      }
      List<Map<String, Object>> streamed = new ArrayList<>();
      generator.stream(SampleRequest.of(600).seed(5).where(NARROW))
          .forEach(chunk -> streamed.addAll(rows(chunk.table())));
      assertThat(streamed).isEqualTo(whole);
      try (BatchingGenerator batching =
          BatchingGenerator.over(generator, BatchingOptions.defaults())) {
        Samples batched = batching.sample(SampleRequest.of(600).seed(5).where(NARROW));
        assertThat(rows(batched.table())).isEqualTo(whole);
      }
      assertThat(
              rows(
                  generator
                      .sampleAsync(SampleRequest.of(600).seed(5).where(NARROW))
                      .join()
                      .table()))
          .isEqualTo(whole);
    }
    for (int parallelism : new int[] {1, 3}) {
      GeneratorOptions other =
          GeneratorOptions.builder().chunkSize(13).parallelism(parallelism).build();
      try (Generator generator = load(other)) {
        assertThat(rows(generator.sample(600, 5, NARROW).table())).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"amount = 1 and score = 1 and kind = x"})
  void aConditionThatHardlyAnyRowMeetsFailsInOneSentence(String text) {
    try (Generator generator = load(DEFAULTS)) {
      assertThatThrownBy(() -> generator.sample(100, 5, Condition.parse(text)))
          .isInstanceOf(RunException.class)
          .hasMessageContaining("none of the 262144 candidates of row 0 of seed 5 meets")
          .hasMessageContaining("'amount = 1 and score = 1 and kind = x'");
    }
  }

  @Test
  void aSenselessConditionIsRefusedBeforeAnythingRuns() {
    try (Generator generator = load(DEFAULTS)) {
      assertThatThrownBy(() -> generator.sample(1, 5, Condition.parse("knd = x")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("did you mean 'kind'?");
      SampleRequest request = SampleRequest.of(1).where(Condition.parse("amount > 1000"));
      assertThatThrownBy(() -> generator.stream(request))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the model draws 'amount' from 0 to 1000");
    }
    try (Generator other = Generator.load(TestModels.table(), DEFAULTS)) {
      assertThatThrownBy(() -> other.sample(1, 5, NARROW))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected a model of a table with typed columns");
    }
  }

  @Test
  void constraintsHoldInEveryRowWithoutBeingAskedFor() {
    RowConstraint range = new RangeConstraint("amount", Optional.of("10"), Optional.empty());
    RowConstraint order = new OrderConstraint("amount", "score");
    RowConstraint fixed =
        new CombinationConstraint(
            List.of("kind", "amount"), List.of(List.of("x", "500"), List.of("y", "600")));
    try (Generator generator = load(DEFAULTS, range, order)) {
      assertThat(generator.info().table().orElseThrow().schema().constraints())
          .containsExactly(range, order);
      int missing = 0;
      List<Map<String, Object>> drawn = rows(generator.sample(2000, 1).table());
      for (Map<String, Object> row : drawn) {
        assertThat((Long) row.get("amount")).isGreaterThanOrEqualTo(10);
        Object score = row.get("score");
        missing += score == null ? 1 : 0;
        assertThat(score == null || (Long) score >= number(row, "amount")).isTrue();
      }
      assertThat(missing).isBetween(100, 300);
      assertThat(rows(generator.sampleRange(1500, 3, 1).table()))
          .isEqualTo(drawn.subList(1500, 1503));
      assertThatThrownBy(() -> generator.sample(1, 1, Condition.parse("amount > 2000")))
          .isInstanceOf(InputException.class);
    }
    // half of the rows have a lower score, and one of them would show
    RowConstraint reversed = new OrderConstraint("score", "amount");
    try (Generator generator = load(DEFAULTS, reversed)) {
      Condition present = Condition.parse("score is not missing and score < 2000");
      for (Map<String, Object> row : rows(generator.sample(20, 1, present).table())) {
        assertThat(number(row, "score")).isLessThanOrEqualTo(number(row, "amount"));
      }
    }
    try (Generator generator = load(DEFAULTS, fixed)) {
      Set<Object> kinds = new HashSet<>();
      for (Map<String, Object> row : rows(generator.sample(50, 1).table())) {
        kinds.add(row.get("kind") + " " + row.get("amount"));
      }
      assertThat(kinds).containsExactlyInAnyOrder("x 500", "y 600");
    }
  }

  @Test
  void rowsAreUniqueWithinACall() {
    RowConstraint one = new UniqueConstraint(List.of("amount"));
    RowConstraint two = new UniqueConstraint(List.of("amount", "kind"));
    try (Generator generator = load(DEFAULTS, one)) {
      List<Map<String, Object>> drawn = rows(generator.sample(700, 1).table());
      assertThat(drawn.stream().map(row -> row.get("amount"))).doesNotHaveDuplicates();
      // the first rows do not depend on those after them, and a stream is one call
      assertThat(rows(generator.sample(300, 1).table())).isEqualTo(drawn.subList(0, 300));
      List<Map<String, Object>> streamed = new ArrayList<>();
      generator.stream(0, 700, 1).parallel().forEachOrdered(c -> streamed.addAll(rows(c.table())));
      assertThat(streamed).isEqualTo(drawn);
      assertThatThrownBy(() -> generator.sample(1002, 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the model draws at most 1001 different ones");
    }
    GeneratorOptions small = GeneratorOptions.builder().chunkSize(7).build();
    try (Generator generator = load(small, two)) {
      List<String> pairs = new ArrayList<>();
      generator.stream(0, 1500, 1)
          .forEach(
              c -> rows(c.table()).forEach(r -> pairs.add(r.get("amount") + " " + r.get("kind"))));
      assertThat(pairs).hasSize(1500).doesNotHaveDuplicates();
    }
  }

  @Test
  void constraintsThatDoNotFitTheColumnsAreRefused() {
    assertRefused(new RangeConstraint("amont", Optional.of("1"), Optional.empty()), "did you mean");
    assertRefused(new RangeConstraint("amount", Optional.of("x"), Optional.empty()), "'x' is not");
    assertRefused(
        new RangeConstraint("amount", Optional.of("9"), Optional.of("1")), "lower limit first");
    assertRefused(new RangeConstraint("amount", Optional.empty(), Optional.empty()), "no limits");
    assertRefused(new OrderConstraint("amount", "kind"), "two columns of numbers, of dates");
    assertRefused(
        new CombinationConstraint(List.of("kind", "amount"), List.of(List.of("z", "1"))),
        "'z' is not one of the column's categories");
    assertThatThrownBy(() -> new CombinationConstraint(List.of("a"), List.of()))
        .hasMessageContaining("of two or more");
  }

  private static void assertRefused(RowConstraint constraint, String sentence) {
    TableSchema schema = TypedTableTest.codec().schema();
    assertThatThrownBy(() -> new TableSchema(schema.columns(), schema.csv(), List.of(constraint)))
        .isInstanceOf(dev.wgan.table.SchemaException.class)
        .hasMessageContaining(sentence);
  }
}
