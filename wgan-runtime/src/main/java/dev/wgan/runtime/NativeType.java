package dev.wgan.runtime;

import ai.onnxruntime.OnnxJavaType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types of element that a generator can feed to a graph and read from it. */
enum NativeType {
  FLOAT(OnnxJavaType.FLOAT),
  FLOAT16(OnnxJavaType.FLOAT16),
  BFLOAT16(OnnxJavaType.BFLOAT16),
  DOUBLE(OnnxJavaType.DOUBLE),
  INT8(OnnxJavaType.INT8),
  INT16(OnnxJavaType.INT16),
  INT32(OnnxJavaType.INT32),
  INT64(OnnxJavaType.INT64),
  UINT8(OnnxJavaType.UINT8),
  BOOL(OnnxJavaType.BOOL);

  /** Whole numbers up to here are floats without rounding. */
  private static final long EXACT = 1 << 24;

  private final OnnxJavaType java;

  NativeType(OnnxJavaType java) {
    this.java = java;
  }

  /** The type that ONNX Runtime calls by a name; empty for those that cannot be fed and read. */
  static Optional<NativeType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** The types in the words of messages. */
  static String all() {
    List<String> names = Arrays.stream(values()).map(NativeType::text).toList();
    return String.join(", ", names.subList(0, names.size() - 1)) + " or bool";
  }

  OnnxJavaType java() {
    return java;
  }

  /** Bytes of one element. */
  int bytes() {
    return java.size;
  }

  /** Returns whether it is a type of floating-point numbers, in which noise can be given. */
  boolean isReal() {
    return this == FLOAT || this == FLOAT16 || this == BFLOAT16 || this == DOUBLE;
  }

  /** The type that samples of it have in Java. */
  TensorData.ElementType samples() {
    return this == UINT8 || this == BOOL
        ? TensorData.ElementType.UINT8
        : TensorData.ElementType.FLOAT32;
  }

  /**
   * Returns whether its bytes are those of the samples in Java, so that nothing has to be
   * converted.
   */
  boolean isDirect() {
    return this == FLOAT || this == UINT8 || this == BOOL;
  }

  /** The element at an index, counted from the buffer's start, as the nearest float. */
  float get(ByteBuffer from, int index) {
    int at = index * bytes();
    return switch (this) {
      case FLOAT -> from.getFloat(at);
      case FLOAT16 -> HalfFloat.toFloat(from.getShort(at));
      case BFLOAT16 -> Float.intBitsToFloat(from.getShort(at) << 16);
      case DOUBLE -> (float) from.getDouble(at);
      case INT8 -> from.get(at);
      case INT16 -> from.getShort(at);
      case INT32 -> exact(from.getInt(at));
      case INT64 -> exact(from.getLong(at));
      case UINT8, BOOL -> from.get(at) & 0xFF;
    };
  }

  private static float exact(long value) {
    if (value > EXACT || value < -EXACT) {
      throw new RunException(
          "the model gave the whole number %s: samples are read as floats, which hold those up to"
                  .formatted(value)
              + " 2^24 without rounding");
    }
    return value;
  }

  /** Appends a value in this type, rounded to the nearest. */
  void put(ByteBuffer to, float value) {
    switch (this) {
      case FLOAT -> to.putFloat(value);
      case FLOAT16 -> to.putShort(HalfFloat.of(value));
      case BFLOAT16 -> to.putShort(HalfFloat.brainOf(value));
      case DOUBLE -> to.putDouble(value);
      default -> throw new IllegalStateException(this + " is not a type of real numbers");
    }
  }

  /** Returns whether a finite value stays finite in this type. */
  boolean holds(float value) {
    return switch (this) {
      case FLOAT16 ->
          !Float.isFinite(value) || Float.isFinite(HalfFloat.toFloat(HalfFloat.of(value)));
      case BFLOAT16 -> !Float.isFinite(value) || (HalfFloat.brainOf(value) & 0x7F80) != 0x7F80;
      default -> true;
    };
  }

  /** Returns whether this type of whole numbers holds a value. */
  boolean holds(long value) {
    return switch (this) {
      case INT8 -> value == (byte) value;
      case INT16 -> value == (short) value;
      case INT32 -> value == (int) value;
      case UINT8 -> value == (value & 0xFF);
      case BOOL -> value == (value & 1);
      default -> true;
    };
  }

  /** Appends a whole number that this type holds. */
  void put(ByteBuffer to, long value) {
    switch (this) {
      case INT64 -> to.putLong(value);
      case INT32 -> to.putInt((int) value);
      case INT16 -> to.putShort((short) value);
      case INT8, UINT8, BOOL -> to.put((byte) value);
      default -> put(to, (float) value);
    }
  }

  /** Its name in messages: float32, float16, int64. */
  String text() {
    return text(name());
  }

  /** The name in messages of any of ONNX's types. */
  static String text(String name) {
    return name.equals("FLOAT") ? "float32" : name.toLowerCase(Locale.ROOT);
  }
}
