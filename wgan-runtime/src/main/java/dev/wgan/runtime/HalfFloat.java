package dev.wgan.runtime;

/** The 16-bit floating-point types, which Java has no type for before version 20. */
final class HalfFloat {
  private static final int HALF_INFINITY = 0x7C00;

  private HalfFloat() {}

  /** Widens an IEEE 754 half exactly; subnormals, infinities and NaN included. */
  static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >> 10) & 0x1F;
    int mantissa = half & 0x3FF;
    if (exponent == 0x1F) {
      return Float.intBitsToFloat(sign | 0x7F80_0000 | mantissa << 13);
    }
    if (exponent == 0) {
      float magnitude = mantissa * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | mantissa << 13);
  }

  /** Rounds to the nearest IEEE 754 half, ties to even; too large a value becomes infinite. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7FFF_FFFF;
    if (magnitude > 0x7F80_0000) {
      return (short) (sign | HALF_INFINITY | 0x200);
    }
    if (magnitude >= 0x4780_0000) {
      return (short) (sign | HALF_INFINITY);
    }
    int exponent = magnitude >>> 23;
    if (exponent < 113) {
      // A subnormal half: so many units of 2^-24, which is exact in float's own arithmetic.
      return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
    }
    int half = (magnitude - (112 << 23)) >>> 13;
    return (short) (sign | rounded(half, magnitude & 0x1FFF, 0x1000));
  }

  /** Rounds to the nearest bfloat16, ties to even. */
  static short brainOf(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) rounded(bits >>> 16, bits & 0xFFFF, 0x8000);
  }

  private static int rounded(int kept, int cut, int tie) {
    return cut > tie || (cut == tie && (kept & 1) == 1) ? kept + 1 : kept;
  }
}
