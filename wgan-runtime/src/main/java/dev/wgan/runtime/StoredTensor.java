package dev.wgan.runtime;

import dev.wgan.runtime.WireReader.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A constant of a model: its type, its dimensions, and where its elements are.
 *
 * <p>Immutable and thread-safe. Elements stay in the file's bytes; those of small tensors can be
 * read.
 */
final class StoredTensor {
  static final int FLOAT = 1;
  static final int UINT8 = 2;
  static final int INT8 = 3;
  static final int UINT16 = 4;
  static final int INT16 = 5;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int STRING = 8;
  static final int BOOL = 9;
  static final int FLOAT16 = 10;
  static final int DOUBLE = 11;
  static final int UINT32 = 12;
  static final int UINT64 = 13;
  static final int BFLOAT16 = 16;

  private static final long MAX_ELEMENTS = 1L << 48;

  /** Larger tensors are weights, not settings; their elements are not read one by one. */
  private static final int MAX_READ = 1 << 14;

  private final String name;
  private final int elementType;
  private final List<Long> dims;
  private final Map<String, String> external;
  private final boolean marked;
  private final byte[] data;
  private final int start;
  private final int end;

  /**
   * Creates a tensor over the bytes of its message.
   *
   * @param external the entries of its external data; empty if it has none
   * @param marked whether its data location is EXTERNAL
   */
  StoredTensor(
      String name,
      int elementType,
      List<Long> dims,
      Map<String, String> external,
      boolean marked,
      byte[] data,
      int start,
      int end) {
    this.name = name;
    this.elementType = elementType;
    this.dims = dims;
    this.external = external;
    this.marked = marked;
    this.data = data;
    this.start = start;
    this.end = end;
  }

  /** Returns whether an element type is one of whole numbers. */
  static boolean isWhole(int elementType) {
    return (elementType >= UINT8 && elementType <= INT64)
        || elementType == UINT32
        || elementType == UINT64;
  }

  String name() {
    return name;
  }

  /** The type of its elements, a number of {@code TensorProto.DataType}. */
  int elementType() {
    return elementType;
  }

  List<Long> dims() {
    return dims;
  }

  /**
   * Returns how many elements its dimensions ask for; -1 if one is negative, or no file holds so
   * many.
   */
  long elements() {
    long product = 1;
    for (long dim : dims) {
      if (dim < 0 || (dim != 0 && product > MAX_ELEMENTS / dim)) {
        return -1;
      }
      product *= dim;
    }
    return product;
  }

  /** Returns whether its elements are, or claim to be, in another file. */
  boolean isExternal() {
    return marked || !external.isEmpty();
  }

  /** The entries that say where the external data is: location, offset, length. */
  Map<String, String> external() {
    return external;
  }

  /** The same with its elements in memory of its own if there are at most so many, or without. */
  StoredTensor outline(int most) {
    boolean small = elements() >= 0 && elements() <= most && end - start <= MAX_READ * Long.BYTES;
    byte[] own = small ? Arrays.copyOfRange(data, start, end) : new byte[0];
    return new StoredTensor(name, elementType, dims, external, marked, own, 0, own.length);
  }

  /** Returns where its message starts in the file's bytes. */
  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Its elements, if they are whole numbers or booleans in this file and not too many. */
  Optional<long[]> integers() {
    return switch (elementType) {
      case INT64 -> elements(7, WireReader.VARINT, Long.BYTES);
      case INT32, UINT16, INT16, UINT8, INT8, BOOL ->
          elements(5, WireReader.VARINT, size()).map(this::extended);
      case UINT32 -> elements(11, WireReader.VARINT, Integer.BYTES).map(this::extended);
      case UINT64 -> elements(11, WireReader.VARINT, Long.BYTES);
      default -> Optional.empty();
    };
  }

  /** Its elements, if they are numbers in this file and not too many. */
  Optional<double[]> numbers() {
    Optional<long[]> bits =
        switch (elementType) {
          case FLOAT -> elements(4, WireReader.FIXED32, Float.BYTES);
          case DOUBLE -> elements(10, WireReader.FIXED64, Double.BYTES);
          case FLOAT16 -> elements(5, WireReader.VARINT, Short.BYTES);
          default -> integers();
        };
    return bits.map(
        values -> {
          double[] numbers = new double[values.length];
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                switch (elementType) {
                  case FLOAT -> Float.intBitsToFloat((int) values[i]);
                  case DOUBLE -> Double.longBitsToDouble(values[i]);
                  case FLOAT16 -> HalfFloat.toFloat((short) values[i]);
                  default -> values[i];
                };
          }
          return numbers;
        });
  }

  private int size() {
    return switch (elementType) {
      case INT32 -> Integer.BYTES;
      case UINT16, INT16 -> Short.BYTES;
      default -> Byte.BYTES;
    };
  }

  /** Gives elements that are shorter than a long their sign. */
  private long[] extended(long[] bits) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] =
          switch (elementType) {
            case INT32 -> (int) bits[i];
            case UINT32 -> bits[i] & 0xFFFF_FFFFL;
            case INT16 -> (short) bits[i];
            case UINT16 -> bits[i] & 0xFFFF;
            case INT8 -> (byte) bits[i];
            default -> bits[i] & 0xFF;
          };
    }
    return bits;
  }

  /** The bits of the elements, raw or in their own field; empty if they do not match its type. */
  private Optional<long[]> elements(int field, int wireType, int size) {
    long expected = elements();
    if (isExternal() || expected < 0 || expected > MAX_READ) {
      return Optional.empty();
    }
    try {
      long[] bits = new long[(int) expected];
      int count = 0;
      WireReader fields = new WireReader(data, start, end);
      while (fields.next()) {
        int found = 0;
        if (fields.field() == 9) {
          found = fields.length() / size;
          if (fields.length() % size != 0) {
            return Optional.empty();
          }
        } else if (fields.field() == field) {
          found = fields.count(wireType);
        }
        if (found > bits.length - count) {
          return Optional.empty();
        }
        if (fields.field() == 9) {
          raw(fields.start(), size, bits, count, found);
          count += found;
        } else if (fields.field() == field) {
          count = fields.addTo(bits, count, wireType);
        }
      }
      return count == bits.length ? Optional.of(bits) : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private void raw(int from, int size, long[] bits, int count, int found) {
    int at = from;
    for (int i = count; i < count + found; i++, at += size) {
      long value = 0;
      for (int b = size - 1; b >= 0; b--) {
        value = value << 8 | (data[at + b] & 0xFF);
      }
      bits[i] = value;
    }
  }
}
