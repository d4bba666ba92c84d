package dev.wgan.spark;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.unsafe.Platform;

/**
 * An array of Spark in memory that all rows of a task share: Spark copies it into each row, so that
 * a sample is copied once on its way there.
 *
 * <p>Not thread-safe: one task writes it.
 */
final class FloatArrayBuffer {
  private final UnsafeArrayData array = new UnsafeArrayData();
  private final FloatBuffer values;
  private final int elements;

  FloatArrayBuffer(int elements) {
    this.elements = elements;
    int header = UnsafeArrayData.calculateHeaderPortionInBytes(elements);
    int size = Math.toIntExact((header + (long) Float.BYTES * elements + 7) / 8 * 8);
    byte[] bytes = new byte[size];
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    memory.putLong(0, elements);
    this.values =
        memory.slice(header, Float.BYTES * elements).order(ByteOrder.nativeOrder()).asFloatBuffer();
    array.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET, size);
  }

  /** Copies a sample; the array is valid until the next call. */
  UnsafeArrayData of(FloatBuffer samples, int row) {
    values.put(0, samples, row * elements, elements);
    return array;
  }

  /** Copies the values of one sample; the array is valid until the next call. */
  UnsafeArrayData of(float[] sample) {
    values.put(0, sample);
    return array;
  }
}
