package dev.wgan.table;

import dev.wgan.runtime.internal.MetadataForm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Arrays as Base64 of little-endian numbers.
 *
 * <p>Thread-safe: there is no state.
 */
final class Packed {
  private Packed() {}

  static String longs(long[] values) {
    byte[] bytes = new byte[values.length * Long.BYTES];
    littleEndian(bytes).asLongBuffer().put(values);
    return MetadataForm.BYTES.write(bytes);
  }

  static String floats(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    littleEndian(bytes).asFloatBuffer().put(values);
    return MetadataForm.BYTES.write(bytes);
  }

  static long[] longs(ColumnSettings settings, String name) {
    ByteBuffer bytes = bytes(settings, name, Long.BYTES);
    long[] values = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(values);
    return values;
  }

  static float[] floats(ColumnSettings settings, String name) {
    ByteBuffer bytes = bytes(settings, name, Float.BYTES);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private static ByteBuffer bytes(ColumnSettings settings, String name, int size) {
    try {
      byte[] bytes = MetadataForm.BYTES.read(settings.text(name));
      if (bytes.length % size == 0) {
        return littleEndian(bytes);
      }
    } catch (SchemaException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw refusal(name);
    }
    throw refusal(name);
  }

  private static SchemaException refusal(String name) {
    return new SchemaException(
        "the %s of a column's code are damaged: expected Base64 of numbers".formatted(name));
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
