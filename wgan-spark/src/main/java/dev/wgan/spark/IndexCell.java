package dev.wgan.spark;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * The index of the row within its seed.
 *
 * @param name the name of the column
 */
record IndexCell(String name) implements Cell {
  @Override
  public StructField field() {
    return new StructField(name, DataTypes.LongType, false, Metadata.empty());
  }

  @Override
  public boolean drawn() {
    return false;
  }

  @Override
  public Object value(RowBlock block, int row) {
    return block.index(row);
  }
}
