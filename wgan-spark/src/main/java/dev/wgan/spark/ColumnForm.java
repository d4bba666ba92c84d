package dev.wgan.spark;

import dev.wgan.table.ColumnType;
import dev.wgan.table.DecimalType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The type of a column in Spark, with the conversion of Java values to Spark's internal ones.
 *
 * <p>Implementations are immutable and travel to executors.
 */
sealed interface ColumnForm extends Serializable {
  /** Decimal digits of the largest position, a whole number of 64 bits. */
  int DIGITS = 19;

  /** The type in Spark. */
  DataType type();

  /** The internal value of a Java value. */
  Object internal(Object value);

  /** The form of a type; times of day and identifiers are texts, as Spark 4.0 has no such types. */
  static ColumnForm of(ColumnType type) {
    Class<?> values = type.javaType();
    if (type instanceof DecimalType decimal) {
      return new Fraction(decimal.places());
    } else if (values == Long.class) {
      return new Plain(DataTypes.LongType);
    } else if (values == Boolean.class) {
      return new Plain(DataTypes.BooleanType);
    } else if (values == LocalDate.class) {
      return new Day();
    } else if (values == LocalDateTime.class) {
      return new Timestamp();
    }
    return new Text();
  }

  /** Whole numbers and truth values, which Spark represents as Java does. */
  record Plain(DataType type) implements ColumnForm {
    @Override
    public Object internal(Object value) {
      return value;
    }
  }

  /** Decimal numbers. */
  record Fraction(int places) implements ColumnForm {
    @Override
    public DataType type() {
      return DataTypes.createDecimalType(DIGITS, places);
    }

    @Override
    public Object internal(Object value) {
      return Decimal.apply((BigDecimal) value, DIGITS, places);
    }
  }

  /** Dates. */
  record Day() implements ColumnForm {
    @Override
    public DataType type() {
      return DataTypes.DateType;
    }

    @Override
    public Object internal(Object value) {
      return Math.toIntExact(((LocalDate) value).toEpochDay());
    }
  }

  /** Dates with a time of day, without a zone, in microseconds. */
  record Timestamp() implements ColumnForm {
    @Override
    public DataType type() {
      return DataTypes.TimestampNTZType;
    }

    @Override
    public Object internal(Object value) {
      return DateTimeUtils.localDateTimeToMicros((LocalDateTime) value);
    }
  }

  /** Categories, times of day, identifiers and constants. */
  record Text() implements ColumnForm {
    @Override
    public DataType type() {
      return DataTypes.StringType;
    }

    @Override
    public Object internal(Object value) {
      return UTF8String.fromString(value.toString());
    }
  }
}
