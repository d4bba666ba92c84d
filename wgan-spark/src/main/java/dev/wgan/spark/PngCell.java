package dev.wgan.spark;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * The sample as a PNG file.
 *
 * @param elements the number of values of a sample
 */
record PngCell(int elements) implements Cell {
  static final String NAME = "png";

  @Override
  public StructField field() {
    return new StructField(NAME, DataTypes.BinaryType, false, Metadata.empty());
  }

  @Override
  public boolean drawn() {
    return true;
  }

  @Override
  public int bytes() {
    return elements;
  }

  @Override
  public Object value(RowBlock block, int row) {
    return block.samples().pngBytes(row);
  }
}
