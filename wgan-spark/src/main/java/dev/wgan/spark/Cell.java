package dev.wgan.spark;

import java.io.Serializable;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table: its field in the schema, and its value in each row.
 *
 * <p>Implementations are immutable and travel to executors.
 */
sealed interface Cell extends Serializable
    permits IndexCell, LabelCell, ClassCell, SampleCell, FileCell, TypedCell {
  /** The name and the type of the column. */
  StructField field();

  /** Returns whether the network must run for this column. */
  boolean drawn();

  /** The value of a row in Spark's internal form, null if it is missing. */
  @Nullable Object value(RowBlock block, int row);

  /** The bytes of a value, roughly, by which rows are cut into partitions. */
  default int bytes() {
    return field().dataType().defaultSize();
  }
}
