package dev.wgan.network;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * The element types of stored weights, with their conversions to float32 and back.
 *
 * <p>Thread-safe: there is no state.
 */
public final class HalfPrecision {
  private HalfPrecision() {}

  static int bytes(String type) {
    return switch (type) {
      // PyTorch stores counters of batches among the weights, as int64.
      case "F64", "I64" -> 8;
      case "F32" -> 4;
      case "F16", "BF16" -> 2;
      default ->
          throw new NetworkException(
              "elements of type '%s': expected F32, F64, F16 or BF16".formatted(type));
    };
  }

  static FloatBuffer widen(ByteBuffer from, String type, int elements) {
    FloatBuffer to = FloatBuffer.allocate(elements);
    for (int i = 0; i < elements; i++) {
      to.put(
          i,
          switch (type) {
            case "F64" -> (float) from.getDouble(i * 8);
            case "I64" -> (float) from.getLong(i * 8);
            case "F16" -> fromHalf(from.getShort(i * 2));
            case "BF16" -> Float.intBitsToFloat(from.getShort(i * 2) << 16);
            default -> from.getFloat(i * 4);
          });
    }
    return to;
  }

  /**
   * Widens IEEE 754 binary16 to binary32, which is exact.
   *
   * @param half the bits of a binary16
   * @return the same number
   */
  public static float fromHalf(short half) {
    int exponent = half >> 10 & 0x1F;
    int fraction = half & 0x3FF;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else if (exponent == 31) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
    }
    return half < 0 ? -magnitude : magnitude;
  }

  /**
   * Rounds IEEE 754 binary32 to binary16: to nearest, ties to even.
   *
   * @param value a number
   * @return the bits of a binary16; infinity beyond 65504
   */
  public static short toHalf(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7E00);
    }
    if (magnitude >= 65520) {
      return (short) (sign | 0x7C00);
    }
    // The spacing of halves at this magnitude: 2^-24 for subnormal ones.
    int exponent = Math.max(Math.getExponent(magnitude), -14);
    float spacing = Math.scalb(1f, exponent - 10);
    int steps = (int) Math.rint(magnitude / spacing);
    // A subnormal number has no leading one to remove; rounding up carries into the exponent.
    return (short) (sign | ((exponent + 14) << 10) + steps);
  }
}
