package dev.wgan.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo.OnnxTensorType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A type of the elements of a graph's inputs and outputs.
 *
 * <p>A generator feeds and reads numbers of up to 64 bits and booleans; a graph that declares
 * another type loads if that input or output is not used.
 */
public enum NativeType {
  /** 32-bit IEEE 754. */
  FLOAT(OnnxJavaType.FLOAT),
  /** 16-bit IEEE 754. */
  FLOAT16(OnnxJavaType.FLOAT16),
  /** The upper half of a 32-bit float. */
  BFLOAT16(OnnxJavaType.BFLOAT16),
  /** 64-bit IEEE 754. */
  DOUBLE(OnnxJavaType.DOUBLE),
  /** Signed bytes. */
  INT8(OnnxJavaType.INT8),
  /** Signed 16-bit integers. */
  INT16(OnnxJavaType.INT16),
  /** Signed 32-bit integers. */
  INT32(OnnxJavaType.INT32),
  /** Signed 64-bit integers. */
  INT64(OnnxJavaType.INT64),
  /** Unsigned bytes. */
  UINT8(OnnxJavaType.UINT8),
  /** Booleans, one byte each. */
  BOOL(OnnxJavaType.BOOL),
  /** Unsigned 16-bit integers. */
  UINT16(null),
  /** Unsigned 32-bit integers. */
  UINT32(null),
  /** Unsigned 64-bit integers. */
  UINT64(null),
  /** Text. */
  STRING(null),
  /** Two floats. */
  COMPLEX64(null),
  /** Two doubles. */
  COMPLEX128(null),
  /** A type that this version does not know. */
  UNDEFINED(null);

  private static final String PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

  /** Whole numbers up to here are floats without rounding. */
  private static final long EXACT = 1 << 24;

  private final @Nullable OnnxJavaType java;
  private final int bytes;

  NativeType(@Nullable OnnxJavaType java) {
    this.java = java;
    this.bytes = java == null ? 0 : java.size;
  }

  /** Returns the type of this name, or {@link #UNDEFINED}. */
  static NativeType of(OnnxTensorType declared) {
    return Arrays.stream(values())
        .filter(type -> declared.name().equals(PREFIX + type.name()))
        .findFirst()
        .orElse(UNDEFINED);
  }

  /** The supported types in the words of messages. */
  static String all() {
    List<String> names =
        Arrays.stream(values()).filter(NativeType::isSupported).map(NativeType::text).toList();
    return String.join(", ", names.subList(0, names.size() - 1)) + " or bool";
  }

  /** Returns whether a generator can feed and read elements of this type. */
  boolean isSupported() {
    return java != null;
  }

  OnnxJavaType java() {
    if (java == null) {
      throw new IllegalStateException(this + " cannot be fed or read");
    }
    return java;
  }

  /** Bytes of one element. */
  int bytes() {
    return bytes;
  }

  /** Returns whether it is a type of floating-point numbers, in which noise can be given. */
  boolean isReal() {
    return this == FLOAT || this == FLOAT16 || this == BFLOAT16 || this == DOUBLE;
  }

  /** Returns whether labels can be given in it. */
  boolean isLabel() {
    return this == INT64 || this == INT32;
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
      default -> throw new IllegalStateException(this + " cannot be read");
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
    return this == FLOAT ? "float32" : name().toLowerCase(Locale.ROOT);
  }
}
