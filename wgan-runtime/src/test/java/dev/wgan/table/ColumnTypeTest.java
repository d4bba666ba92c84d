package dev.wgan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells of every type: text, position and Java value are one, and other text is refused. */
class ColumnTypeTest {
  private static Arguments cell(ColumnType type, String text, Object value, String wrong) {
    return Arguments.of(type, text, value, wrong);
  }

  private static ColumnType date(String pattern) {
    return new DateType(TimeFormat.of(pattern));
  }

  private static ColumnType time(String pattern) {
    return new TimeType(TimeFormat.of(pattern));
  }

  private static ColumnType timestamp(String pattern) {
    return new TimestampType(TimeFormat.of(pattern));
  }

  static Stream<Arguments> cells() {
    LocalDate leap = LocalDate.of(2024, 2, 29);
    CategoryType cut = CategoryType.of(List.of("Fair", "Ideal", "a,\"b\"\n", ""), false);
    return Stream.of(
        cell(new IntegerType(), "-17", -17L, "1.0"),
        cell(new IntegerType(), "9223372036854775807", Long.MAX_VALUE, "9223372036854775808"),
        cell(new DecimalType(2, false, false), "-0.50", new BigDecimal("-0.50"), "0,50"),
        cell(new DecimalType(2, true, false), "61.5", new BigDecimal("61.50"), "61,5"),
        cell(new DecimalType(3, true, false), "100", new BigDecimal("100.000"), "1e400"),
        cell(new DecimalType(1, false, true), "1234,5", new BigDecimal("1234.5"), "1.234,5"),
        cell(cut, "Ideal", "Ideal", "Ideel"),
        cell(cut, "a,\"b\"\n", "a,\"b\"\n", "a"),
        cell(cut, "", "", "NA"),
        cell(CategoryType.of(List.of("low", "high"), true), "high", "high", "HIGH"),
        cell(new BooleanType("no", "yes"), "yes", true, "true"),
        cell(new BooleanType("0", "1"), "0", false, ""),
        cell(date("uuuu-MM-dd"), "2024-02-29", leap, "2023-02-29"),
        cell(date("dd.MM.uuuu"), "29.02.2024", leap, "2024-02-29"),
        cell(date("M/d/uuuu"), "2/29/2024", leap, "29/2/2024"),
        cell(date("d MMM uuuu"), "29 Feb 2024", leap, "29 Feb"),
        cell(date("uuuuMMdd"), "20240229", leap, "20240230"),
        cell(time("HH:mm"), "23:59", LocalTime.of(23, 59), "24:00"),
        cell(time("HH:mm:ss.SSS"), "00:00:00.001", LocalTime.of(0, 0, 0, 1_000_000), "0"),
        cell(
            timestamp("uuuu-MM-dd'T'HH:mm:ss'Z'"),
            "1969-12-31T23:59:59Z",
            LocalDateTime.of(1969, 12, 31, 23, 59, 59),
            "1969-12-31T23:59:59"),
        cell(
            timestamp("dd/MM/uuuu HH:mm"),
            "29/02/2024 12:30",
            leap.atTime(12, 30),
            "02/29/2024 12:30"),
        cell(
            timestamp("uuuu-MM-dd HH:mm:ss.SSSSSS"),
            "1969-12-31 23:59:59.999999",
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
            "1969-12-31"),
        cell(new ConstantType("EUR"), "EUR", "EUR", "USD"),
        cell(new SequenceType(1, "", 1), "42", 42L, "042"),
        cell(new SequenceType(1, "C-", 5), "C-00042", "C-00042", "C-42"),
        cell(
            new UuidType(),
            new UuidType().text(-7),
            UUID.fromString(new UuidType().text(-7)),
            "00000000-0000-0000-0000-000000000000"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aCellIsReadAndWritten(ColumnType type, String text, Object value, String wrong) {
    long position = type.parse(text);
    assertThat(type.text(position)).isEqualTo(text);
    assertThat(type.value(position)).isEqualTo(value).isInstanceOf(type.javaType());
    assertThatThrownBy(() -> type.parse(wrong))
        .isInstanceOf(SchemaException.class)
        .hasMessageMatching("(?s)'.*(expected|they are).*");
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aColumnIsMadeAgainFromItsFields(ColumnType type, String text, Object value, String wrong) {
    TableColumn column = new TableColumn("größe, 1", type, Optional.empty());
    assertThat(TableColumn.of(column.fields())).isEqualTo(column);
    if (!(type instanceof MadeType)) {
      TableColumn missing = new TableColumn("a", type, Optional.of("n/a"));
      assertThat(TableColumn.of(missing.fields())).isEqualTo(missing);
      assertThat(missing.parse("n/a")).isEqualTo(ColumnType.MISSING);
      assertThat(missing.text(ColumnType.MISSING)).isEqualTo("n/a");
      assertThat(missing.text(missing.parse(text))).isEqualTo(text);
    }
  }

  @Test
  void furtherPlacesAreRounded() {
    DecimalType type = new DecimalType(2, false, false);
    assertThat(type.text(type.parse("61.555"))).isEqualTo("61.56");
    assertThat(type.text(type.parse("1e-9"))).isEqualTo("0.00");
    assertThat(type.text(type.parse("1.5e+03"))).isEqualTo("1500.00");
  }

  @Test
  void aWrongDescriptionIsRefused() {
    assertThatThrownBy(() -> TableColumn.of(Map.of("name", "a", "type", "integr")))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("the column 'a' has the type 'integr'")
        .hasMessageContaining("did you mean 'integer'?");
    assertThatThrownBy(() -> TableColumn.of(Map.of("name", "a", "type", "decimal")))
        .hasMessageContaining("a decimal of 0 places: expected 1 to 18");
    assertThatThrownBy(() -> TableColumn.of(Map.of("name", "a", "type", "date", "format", "{")))
        .hasMessageContaining("'{' is not a pattern");
    assertThatThrownBy(() -> TableColumn.of(Map.of("name", "a", "type", "category")))
        .hasMessage("the column 'a' has no setting 'levels': expected one");
    assertThatThrownBy(() -> new TableColumn("a", new BooleanType("", "1"), Optional.of("")))
        .hasMessageContaining("writes a category and a missing value as ''");
    TableColumn twice = new TableColumn("a", new IntegerType(), Optional.empty());
    assertThatThrownBy(() -> new TableSchema(List.of(twice, twice), CsvFormat.PLAIN))
        .hasMessageContaining("two columns have the name 'a'");
  }
}
