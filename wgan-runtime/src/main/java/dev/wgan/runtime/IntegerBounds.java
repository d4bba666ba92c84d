package dev.wgan.runtime;

/**
 * The least and the greatest whole number that a value may hold.
 *
 * <p>Immutable and thread-safe. Arithmetic that leaves 64 bits gives {@link #ALL}.
 *
 * @param least the least number
 * @param most the greatest number
 */
record IntegerBounds(long least, long most) {
  static final IntegerBounds ALL = new IntegerBounds(Long.MIN_VALUE, Long.MAX_VALUE);

  static IntegerBounds of(long value) {
    return new IntegerBounds(value, value);
  }

  /** The bounds of numbers, {@link #ALL} if there are none. */
  static IntegerBounds of(long[] values) {
    IntegerBounds found = values.length == 0 ? ALL : of(values[0]);
    for (long value : values) {
      found = found.or(of(value));
    }
    return found;
  }

  /**
   * Returns what an element type can hold; {@link #ALL} for what has more than 63 bits, or is
   * unknown.
   */
  static IntegerBounds ofType(int type) {
    return switch (type) {
      case StoredTensor.BOOL -> new IntegerBounds(0, 1);
      case StoredTensor.UINT8 -> new IntegerBounds(0, 255);
      case StoredTensor.INT8 -> new IntegerBounds(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case StoredTensor.UINT16 -> new IntegerBounds(0, 65535);
      case StoredTensor.INT16 -> new IntegerBounds(Short.MIN_VALUE, Short.MAX_VALUE);
      case StoredTensor.INT32 -> new IntegerBounds(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case StoredTensor.UINT32 -> new IntegerBounds(0, 0xFFFF_FFFFL);
      default -> ALL;
    };
  }

  /** These bounds if a type can hold them; otherwise numbers wrap around, and all may occur. */
  IntegerBounds within(int type) {
    IntegerBounds range = ofType(type);
    // The upper half of the 64-bit unsigned numbers has no place here.
    boolean fits = range.least <= least && most <= range.most && type != StoredTensor.UINT64;
    return fits ? this : range;
  }

  /** Neither 0 nor -1: by those a division may end the process. */
  boolean divides() {
    return least >= 1 || most <= -2;
  }

  IntegerBounds or(IntegerBounds other) {
    return new IntegerBounds(Math.min(least, other.least), Math.max(most, other.most));
  }

  IntegerBounds min(IntegerBounds other) {
    return new IntegerBounds(Math.min(least, other.least), Math.min(most, other.most));
  }

  IntegerBounds max(IntegerBounds other) {
    return new IntegerBounds(Math.max(least, other.least), Math.max(most, other.most));
  }

  IntegerBounds plus(IntegerBounds other) {
    try {
      return new IntegerBounds(Math.addExact(least, other.least), Math.addExact(most, other.most));
    } catch (ArithmeticException e) {
      return ALL;
    }
  }

  IntegerBounds minus(IntegerBounds other) {
    try {
      return new IntegerBounds(
          Math.subtractExact(least, other.most), Math.subtractExact(most, other.least));
    } catch (ArithmeticException e) {
      return ALL;
    }
  }

  IntegerBounds times(IntegerBounds other) {
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
  IntegerBounds power(long count) {
    IntegerBounds all = of(1);
    IntegerBounds product = all;
    // What has not left 64 bits by then never does: 0, 1 and -1.
    for (long i = 0; i < Math.min(count, Long.SIZE + 1); i++) {
      product = product.times(this);
      all = all.or(product);
    }
    return all;
  }

  /** The quotient as ONNX Runtime rounds it: towards 0. */
  IntegerBounds over(IntegerBounds other) {
    return other.least < 1
        ? ALL
        : of(
            new long[] {
              least / other.least, least / other.most, most / other.least, most / other.most
            });
  }

  /** The remainder that has the sign of the divisor. */
  IntegerBounds modulo(IntegerBounds other) {
    return other.least < 1 ? ALL : new IntegerBounds(0, other.most - 1);
  }

  IntegerBounds absolute() {
    if (least >= 0) {
      return this;
    }
    if (least == Long.MIN_VALUE) {
      return ALL;
    }
    return new IntegerBounds(most <= 0 ? -most : 0, Math.max(-least, most));
  }
}
