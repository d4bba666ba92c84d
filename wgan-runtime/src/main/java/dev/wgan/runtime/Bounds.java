package dev.wgan.runtime;

/**
 * The least and the greatest whole number that a value may hold.
 *
 * <p>Immutable and thread-safe. Arithmetic that leaves 64 bits gives {@link #ALL}.
 *
 * @param least the least number
 * @param most the greatest number
 */
record Bounds(long least, long most) {
  static final Bounds ALL = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE);

  static Bounds of(long value) {
    return new Bounds(value, value);
  }

  /** The bounds of numbers, {@link #ALL} if there are none. */
  static Bounds of(long[] values) {
    Bounds found = values.length == 0 ? ALL : of(values[0]);
    for (long value : values) {
      found = found.or(of(value));
    }
    return found;
  }

  /** What an element type can hold; {@link #ALL} for what has more than 63 bits, or is unknown. */
  static Bounds ofType(int type) {
    return switch (type) {
      case StoredTensor.BOOL -> new Bounds(0, 1);
      case StoredTensor.UINT8 -> new Bounds(0, 255);
      case StoredTensor.INT8 -> new Bounds(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case StoredTensor.UINT16 -> new Bounds(0, 65535);
      case StoredTensor.INT16 -> new Bounds(Short.MIN_VALUE, Short.MAX_VALUE);
      case StoredTensor.INT32 -> new Bounds(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case StoredTensor.UINT32 -> new Bounds(0, 0xFFFF_FFFFL);
      default -> ALL;
    };
  }

  /** These bounds if a type can hold them; otherwise numbers wrap around, and all may occur. */
  Bounds within(int type) {
    Bounds range = ofType(type);
    // The upper half of the 64-bit unsigned numbers has no place here.
    boolean fits = range.least <= least && most <= range.most && type != StoredTensor.UINT64;
    return fits ? this : range;
  }

  /** Neither 0 nor -1: by those a division may end the process. */
  boolean divides() {
    return least >= 1 || most <= -2;
  }

  Bounds or(Bounds other) {
    return new Bounds(Math.min(least, other.least), Math.max(most, other.most));
  }

  Bounds min(Bounds other) {
    return new Bounds(Math.min(least, other.least), Math.min(most, other.most));
  }

  Bounds max(Bounds other) {
    return new Bounds(Math.max(least, other.least), Math.max(most, other.most));
  }

  Bounds plus(Bounds other) {
    try {
      return new Bounds(Math.addExact(least, other.least), Math.addExact(most, other.most));
    } catch (ArithmeticException e) {
      return ALL;
    }
  }

  Bounds minus(Bounds other) {
    try {
      return new Bounds(
          Math.subtractExact(least, other.most), Math.subtractExact(most, other.least));
    } catch (ArithmeticException e) {
      return ALL;
    }
  }

  Bounds times(Bounds other) {
    try {
      return of(
          new long[] {
            Math.multiplyExact(least, other.least),
            Math.multiplyExact(least, other.most),
            Math.multiplyExact(most, other.least),
            Math.multiplyExact(most, other.most)
          });
    } catch (ArithmeticException e) {
      return ALL;
    }
  }

  /** The bounds of a product of up to so many such numbers, none among them. */
  Bounds power(long count) {
    Bounds all = of(1);
    Bounds product = all;
    // What has not left 64 bits by then never does: 0, 1 and -1.
    for (long i = 0; i < Math.min(count, Long.SIZE + 1); i++) {
      product = product.times(this);
      all = all.or(product);
    }
    return all;
  }

  /** The quotient as ONNX Runtime rounds it: towards 0. */
  Bounds over(Bounds other) {
    return other.least < 1
        ? ALL
        : of(
            new long[] {
              least / other.least, least / other.most, most / other.least, most / other.most
            });
  }

  /** The remainder that has the sign of the divisor. */
  Bounds modulo(Bounds other) {
    return other.least < 1 ? ALL : new Bounds(0, other.most - 1);
  }

  Bounds absolute() {
    if (least >= 0) {
      return this;
    }
    if (least == Long.MIN_VALUE) {
      return ALL;
    }
    return new Bounds(most <= 0 ? -most : 0, Math.max(-least, most));
  }
}
