package dev.wgan.onnx.graph;

import dev.wgan.network.HalfPrecision;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/** Writes a constant's values little-endian in pieces, so that large constants are not copied. */
final class ConstantBytes {
  private static final int PIECE = 1 << 16;

  private ConstantBytes() {}

  static void write(Constant constant, OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE];
    ByteBuffer buffer = ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN);
    int perPiece = PIECE / constant.type().bytes();
    int elements = constant.elements();
    for (int first = 0; first < elements; first += perPiece) {
      int last = Math.min(elements, first + perPiece);
      buffer.clear();
      fill(buffer, constant, first, last);
      out.write(piece, 0, buffer.position());
    }
  }

  private static void fill(ByteBuffer to, Constant constant, int first, int last) {
    if (constant.values() instanceof FloatBuffer floats) {
      boolean half = constant.type() == ElementType.FLOAT16;
      for (int i = first; i < last; i++) {
        if (half) {
          to.putShort(HalfPrecision.toHalf(floats.get(i)));
        } else {
          to.putFloat(floats.get(i));
        }
      }
    } else if (constant.values() instanceof LongBuffer longs) {
      for (int i = first; i < last; i++) {
        to.putLong(longs.get(i));
      }
    } else if (constant.values() instanceof IntBuffer integers) {
      for (int i = first; i < last; i++) {
        to.putInt(integers.get(i));
      }
    } else {
      ByteBuffer bytes = (ByteBuffer) constant.values();
      for (int i = first; i < last; i++) {
        to.put(bytes.get(i));
      }
    }
  }
}
