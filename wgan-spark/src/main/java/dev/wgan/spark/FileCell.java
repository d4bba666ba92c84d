package dev.wgan.spark;

import dev.wgan.runtime.Samples;
import dev.wgan.runtime.Video;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;

/**
 * The sample as the bytes of a file.
 *
 * @param format the format of the file, which names the column
 * @param elements the number of values of a sample
 */
record FileCell(Format format, int elements) implements Cell {
  /** A format of files. */
  enum Format {
    /** A picture. */
    PNG(Byte.BYTES) {
      @Override
      byte[] bytes(Samples samples, int i) {
        return samples.pngBytes(i);
      }
    },
    /** A sound of 16 bits. */
    WAV(Short.BYTES) {
      @Override
      byte[] bytes(Samples samples, int i) {
        return samples.audio(i).wavBytes();
      }
    },
    /** A film. */
    GIF(Byte.BYTES) {
      @Override
      byte[] bytes(Samples samples, int i) {
        Video video = samples.video(i);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        video.writeGif(out);
        return out.toByteArray();
      }
    };

    private final int bytesPerValue;

    Format(int bytesPerValue) {
      this.bytesPerValue = bytesPerValue;
    }

    /** The file of a sample. */
    abstract byte[] bytes(Samples samples, int i);

    /** The name of the column. */
    String column() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a column is that of a format. */
    static boolean isColumn(String name) {
      return Arrays.stream(values()).anyMatch(format -> format.column().equals(name));
    }
  }

  @Override
  public StructField field() {
    return new StructField(format.column(), DataTypes.BinaryType, false, Metadata.empty());
  }

  @Override
  public boolean drawn() {
    return true;
  }

  @Override
  public int bytes() {
    return format.bytesPerValue * elements;
  }

  @Override
  public Object value(RowBlock block, int row) {
    return format.bytes(block.samples(), row);
  }
}
