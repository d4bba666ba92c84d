package dev.wgan.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The place of a value among the positions of a column, which may lie between two of them.
 *
 * <p>Immutable and thread-safe.
 *
 * @param floor the highest position that is not above the value
 * @param exact whether that position is the value
 */
record Located(long floor, boolean exact) {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final BigDecimal MOST = BigDecimal.valueOf(1L << 62);

  /** Locates a value, which is written as in the column's cells or in the standard notation. */
  static Located of(TableColumn column, String text) {
    MeasureType type = (MeasureType) column.type();
    if (type instanceof IntegerType) {
      return number(column, text, text, 0);
    } else if (type instanceof DecimalType decimal) {
      return number(
          column, text, decimal.comma() ? text.replace(',', '.') : text, decimal.places());
    }
    Optional<Long> own = attempt(() -> type.parse(text));
    return own.map(position -> new Located(position, true))
        .or(() -> time(type, text.replace(' ', 'T')))
        .orElseThrow(() -> refusal(column, text));
  }

  private static Located number(TableColumn column, String typed, String text, int places) {
    if (!NUMBER.matcher(text).matches()) {
      throw refusal(column, typed);
    }
    BigDecimal units = new BigDecimal(text).movePointRight(places);
    BigDecimal floor = units.setScale(0, RoundingMode.FLOOR);
    boolean inside = floor.abs().compareTo(MOST) < 0;
    long position = inside ? floor.longValueExact() : floor.signum() * (1L << 62);
    return new Located(position, inside && floor.compareTo(units) == 0);
  }

  private static Optional<Located> time(MeasureType type, String text) {
    if (type instanceof TimeType time) {
      return attempt(() -> LocalTime.parse(text))
          .map(value -> units(value.toNanoOfDay(), time.format().unit()));
    }
    Optional<LocalDateTime> value =
        attempt(() -> LocalDateTime.parse(text))
            .or(() -> attempt(() -> LocalDate.parse(text)).map(LocalDate::atStartOfDay));
    if (type instanceof DateType) {
      return value.map(
          date ->
              new Located(
                  date.toLocalDate().toEpochDay(), date.toLocalTime().equals(LocalTime.MIDNIGHT)));
    }
    return value.map(moment -> timestamp((TimestampType) type, moment));
  }

  private static Located timestamp(TimestampType type, LocalDateTime moment) {
    long unit = type.format().unit();
    long seconds = moment.toEpochSecond(java.time.ZoneOffset.UTC);
    BigDecimal nanos =
        BigDecimal.valueOf(seconds)
            .multiply(BigDecimal.valueOf(NANOS_PER_SECOND))
            .add(BigDecimal.valueOf(moment.get(java.time.temporal.ChronoField.NANO_OF_SECOND)));
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(unit));
    boolean exact = parts[1].signum() == 0;
    long whole = parts[0].longValue();
    return new Located(parts[1].signum() < 0 ? whole - 1 : whole, exact);
  }

  private static Located units(long nanos, long unit) {
    return new Located(Math.floorDiv(nanos, unit), nanos % unit == 0);
  }

  private static <T> Optional<T> attempt(Supplier<T> parser) {
    try {
      return Optional.of(parser.get());
    } catch (SchemaException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static SchemaException refusal(TableColumn column, String text) {
    String example = column.text(column.type() instanceof DecimalType ? 15 : 42);
    return new SchemaException(
        "'%s' is not a value of the column '%s', which holds values of type %s: expected one such as %s"
            .formatted(
                ColumnSettings.shown(text),
                ColumnSettings.shown(column.name()),
                column.type().word().text(),
                example));
  }
}
