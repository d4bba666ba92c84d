package dev.wgan.spark;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * The values of the sample, row-major.
 *
 * @param elements the number of values of a sample
 * @param plain whether the values are those that the network makes
 */
record SampleCell(int elements, boolean plain) implements Cell {
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
  public int bytes() {
    return Float.BYTES * elements;
  }

  @Override
  public Object value(RowBlock block, int row) {
    return plain
        ? block.floats(elements).of(block.samples().floatBuffer(), row)
        : block.floats(elements).of(block.samples().get(row));
  }
}
