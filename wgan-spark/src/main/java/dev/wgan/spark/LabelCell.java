package dev.wgan.spark;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/** The number of the row's class. */
record LabelCell() implements Cell {
  static final String NAME = "label";

  @Override
  public StructField field() {
    return new StructField(NAME, DataTypes.IntegerType, false, Metadata.empty());
  }

  @Override
  public boolean drawn() {
    return false;
  }

  @Override
  public Object value(RowBlock block, int row) {
    return block.label(row);
  }
}
