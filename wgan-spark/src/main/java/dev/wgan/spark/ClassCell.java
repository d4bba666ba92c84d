package dev.wgan.spark;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The name of the row's class.
 *
 * @param names the names of the classes
 */
record ClassCell(List<UTF8String> names) implements Cell {
  static final String NAME = "class";

  ClassCell {
    names = List.copyOf(names);
  }

  static ClassCell of(List<String> names) {
    return new ClassCell(names.stream().map(UTF8String::fromString).toList());
  }

  @Override
  public StructField field() {
    return new StructField(NAME, DataTypes.StringType, false, Metadata.empty());
  }

  @Override
  public boolean drawn() {
    return false;
  }

  @Override
  public Object value(RowBlock block, int row) {
    return names.get(block.label(row));
  }
}
