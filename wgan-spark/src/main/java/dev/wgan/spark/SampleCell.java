package dev.wgan.spark;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/** The values of the sample, row-major. */
record SampleCell() implements Cell {
  static final String NAME = "sample";

  @Override
  public StructField field() {
    return new StructField(
        NAME, DataTypes.createArrayType(DataTypes.FloatType, false), false, Metadata.empty());
  }

  @Override
  public boolean drawn() {
    return true;
  }

  @Override
  public Object value(RowBlock block, int row) {
    return UnsafeArrayData.fromPrimitiveArray(block.samples().get(row));
  }
}
