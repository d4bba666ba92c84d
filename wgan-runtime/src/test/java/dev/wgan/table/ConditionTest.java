package dev.wgan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions: reading, comparing cells as values, and what is refused. */
class ConditionTest {
  private static final TableCodec CODEC = codec();
  private static final Table ROWS = rows();

  private static TableColumn column(String name, ColumnType type, boolean missing) {
    return new TableColumn(name, type, missing ? Optional.of("NA") : Optional.empty());
  }

  private static TableCodec codec() {
    DateType date = new DateType(TimeFormat.of("dd.MM.uuuu"));
    TimestampType stamp = new TimestampType(TimeFormat.of("uuuu-MM-dd HH:mm"));
    List<TableColumn> columns =
        List.of(
            column("id", new SequenceType(1, "", 1), false),
            column("age", new IntegerType(), true),
            column("price paid", new DecimalType(2, true, true), false),
            column("cut", CategoryType.of(List.of("Fair", "Good", "Very Good"), false), true),
            column("size", CategoryType.of(List.of("S", "M", "L"), true), false),
            column("paid", new BooleanType("no", "yes"), false),
            column("born", date, false),
            column("seen", stamp, false),
            column("currency", new ConstantType("EUR"), false));
    long day = date.parse("01.01.2000");
    long minute = stamp.parse("2020-01-01 00:00");
    List<ColumnCode> codes =
        List.of(
            new NoCode(),
            ScoreCode.of(new long[] {18, 80}, new float[] {0, 1}, true),
            ScoreCode.of(new long[] {0, 1000}, new float[] {0, 1}, false),
            LogitCode.of(3, true),
            LogitCode.of(3, false),
            LogitCode.of(2, false),
            ScoreCode.of(new long[] {day, day + 365}, new float[] {0, 1}, false),
            ScoreCode.of(new long[] {minute, minute + 5000}, new float[] {0, 1}, false),
            new NoCode());
    return TableCodec.of(new TableSchema(columns, CsvFormat.PLAIN), codes);
  }

  private static Table rows() {
    java.util.SplittableRandom random = new java.util.SplittableRandom(1);
    float[] values = new float[2000 * CODEC.width()];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (random.nextDouble() * 4 - 2);
    }
    return CODEC.decode(values, 3, 0);
  }

  private static long count(Condition condition) {
    RowFilter filter = RowFilter.of(CODEC, Optional.of(condition));
    return java.util.stream.IntStream.range(0, ROWS.size())
        .filter(r -> filter.accepts(ROWS, r))
        .count();
  }

  private static long expected(Predicate<Integer> row) {
    return java.util.stream.IntStream.range(0, ROWS.size()).filter(row::test).count();
  }

  private static <T> T cell(int row, String column, Class<T> type) {
    return type.cast(java.util.Objects.requireNonNull(ROWS.value(row, column)));
  }

  @Test
  void cellsAreComparedAsValues() {
    assertThat(count(Condition.parse("age > 30.5")))
        .isEqualTo(expected(r -> ROWS.value(r, 1) != null && cell(r, "age", Long.class) > 30));
    assertThat(count(Condition.parse("'price paid' <= 5.005")))
        .isEqualTo(count(Condition.parse("\"price paid\" <= '5,00'")))
        .isEqualTo(
            expected(
                r ->
                    cell(r, "price paid", BigDecimal.class).compareTo(new BigDecimal("5.005"))
                        <= 0));
    assertThat(count(Condition.parse("born >= 2000-03-01 and born < 01.04.2000")))
        .isEqualTo(expected(r -> cell(r, "born", LocalDate.class).getMonthValue() == 3))
        .isEqualTo(
            count(
                Condition.column("born")
                    .atLeast(LocalDate.of(2000, 3, 1))
                    .and(Condition.column("born").lessThan(LocalDate.of(2000, 4, 1)))));
    assertThat(count(Condition.parse("seen >= 2020-01-02")))
        .isEqualTo(
            expected(
                r ->
                    !cell(r, "seen", LocalDateTime.class)
                        .isBefore(LocalDate.of(2020, 1, 2).atStartOfDay())));
    assertThat(count(Condition.parse("paid = true"))).isEqualTo(count(Condition.parse("paid=yes")));
    assertThat(count(Condition.parse("size >= M")))
        .isEqualTo(expected(r -> !"S".equals(ROWS.value(r, "size"))));
    assertThat(count(Condition.parse("currency = EUR"))).isEqualTo(ROWS.size());
  }

  @Test
  void aMissingValueIsNeitherEqualNorDifferent() {
    long missing = count(Condition.parse("cut is missing"));
    assertThat(missing).isPositive().isEqualTo(expected(r -> ROWS.value(r, "cut") == null));
    assertThat(count(Condition.parse("cut = Good")) + count(Condition.parse("cut <> Good")))
        .isEqualTo(ROWS.size() - missing)
        .isEqualTo(count(Condition.parse("cut is not missing")));
    assertThat(count(Condition.parse("cut in (Good, 'Very Good') or cut is missing")))
        .isEqualTo(ROWS.size() - count(Condition.parse("cut = Fair")));
    assertThat(count(Condition.parse("cut not in (Good)")))
        .isEqualTo(count(Condition.column("cut").isNot("Good")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cut = \"Very Good\" and \"price paid\" > 1000",
        "(age < 3 or age >= 5) and cut in (Fair, \"Very \"\"Good\"\"\") or size is missing",
        "\"and\" is not missing",
        "a not in (1, 2)",
      })
  void aConditionIsReadAsItIsWritten(String text) {
    Condition condition = Condition.parse(text);
    assertThat(condition).hasToString(text).isEqualTo(Condition.parse(condition.toString()));
    assertThat(Condition.parse("a<1 AND(b==2)")).hasToString("a < 1 and b = 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "; it is empty: expected the name of a column",
        "cut; 'the end' follows 'cut': expected one of = != < <= > >=, 'in' or 'is missing'",
        "cut = Very Good; 'Good' follows 'Very': expected 'and', 'or' or the end; names and values that hold spaces are quoted",
        "cut = 'Very Good; a quotation mark is not closed",
        "cut in Good; 'Good' follows 'in': expected '('",
        "cut =< Good; '=<' is not an operator: expected one of = != < <= > >=",
        "cut = ; 'the end' is there: expected a value",
        "(cut = Good; 'the end' follows 'Good': expected ')'",
        "cutt = Good; there is no column 'cutt': did you mean 'cut'?",
        "cut = Goood; the column 'cut' has no category 'Goood': did you mean 'Good'?",
        "cut < Good; compares values of type category, which have no order: expected = != or in",
        "paid > no; compares values of type boolean, which have no order",
        "age = young; 'young' is not a value of the column 'age', which holds values of type integer",
        "age > 1e999; the model draws 'age' from 18 to 80, or missing values",
        "age = 18.5; no row can meet the condition 'age = 18.5'",
        "age > 80; no row can meet the condition 'age > 80': the model draws 'age' from 18 to 80",
        "age > 70 and age < 20; whose comparisons of 'age' exclude each other",
        "age > 90 or age < 10; no row can meet the condition 'age > 90'",
        "size is missing; no row can meet the condition 'size is missing'",
        "born > 32.01.2000; '32.01.2000' is not a value of the column 'born'",
        "seen = 2020-01-01; compares moments with a date: expected a date with a time, or >= and <",
        "id = 7; is about a key, which is made anew",
        "currency = USD; 'USD' is not the column's one value: expected 'EUR'",
      })
  void whatMakesNoSenseIsOneSentence(String text, String sentence) {
    assertThatThrownBy(
            () -> RowFilter.of(CODEC, Optional.of(Condition.parse(text == null ? "" : text))))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aDeepConditionIsRefused() {
    String deep = "(".repeat(5000) + "age > 20" + ")".repeat(5000);
    assertThatThrownBy(() -> Condition.parse(deep)).hasMessageContaining("100 parentheses");
    assertThat(count(Condition.parse("((age > 20))"))).isPositive();
  }
}
