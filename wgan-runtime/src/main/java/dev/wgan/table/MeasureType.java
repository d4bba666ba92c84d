package dev.wgan.table;

/**
 * The type of a column of numbers or times, between whose values there are others.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public sealed interface MeasureType extends ColumnType
    permits IntegerType, DecimalType, DateType, TimeType, TimestampType {
  @Override
  default boolean literal() {
    return false;
  }
}
