package dev.wgan.spark;

import dev.wgan.runtime.Video;
import java.io.ByteArrayOutputStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * The sample as an animated GIF file.
 *
 * @param elements the number of values of a sample
 */
record GifCell(int elements) implements Cell {
  static final String NAME = "gif";

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
    return bytes(block.samples().video(row));
  }

  private static byte[] bytes(Video video) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    video.writeGif(out);
    return out.toByteArray();
  }
}
