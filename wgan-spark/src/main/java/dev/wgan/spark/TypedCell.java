package dev.wgan.spark;

import dev.wgan.table.TableColumn;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table with typed columns.
 *
 * @param name the name of the column
 * @param place its place among all columns of the table
 * @param form the type in Spark
 * @param nullable whether values may be missing
 */
record TypedCell(String name, int place, ColumnForm form, boolean nullable) implements Cell {
  static TypedCell of(TableColumn column, int place) {
    return new TypedCell(
        column.name(), place, ColumnForm.of(column.type()), column.missing().isPresent());
  }

  @Override
  public StructField field() {
    return new StructField(name, form.type(), nullable, Metadata.empty());
  }

  @Override
  public boolean drawn() {
    return true;
  }

  @Override
  public @Nullable Object value(RowBlock block, int row) {
    Object value = block.table().value(row, place);
    return value == null ? null : form.internal(value);
  }
}
