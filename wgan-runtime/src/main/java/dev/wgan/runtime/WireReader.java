package dev.wgan.runtime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one protobuf message within a byte array, without copying.
 *
 * <p>Not thread-safe. Every length is checked against the message's end before it is believed, and
 * whatever ONNX Runtime's own reader could understand differently is refused: tags and lengths of
 * more than 32 bits, groups, known fields of another wire type.
 */
final class WireReader {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int FIXED32 = 5;

  private static final int MAX_SHORT_VARINT = 5;
  private static final int MAX_VARINT = 10;

  private final byte[] data;
  private final int end;
  private int position;
  private int field;
  private int wireType;
  private long number;
  private int contentStart;
  private int contentEnd;

  WireReader(byte[] data, int start, int end) {
    this.data = data;
    this.position = start;
    this.end = end;
  }

  /** Moves to the next field; false at the message's end. */
  boolean next() throws MalformedException {
    if (position == end) {
      return false;
    }
    long tag = shortVarint("a tag");
    field = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (field == 0) {
      throw new MalformedException("a field numbered 0");
    }
    contentStart = position;
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case LENGTH -> {
        long length = shortVarint("a length");
        contentStart = position;
        skip(length);
      }
      default -> throw new MalformedException("a field of wire type " + wireType);
    }
    contentEnd = position;
    return true;
  }

  int field() {
    return field;
  }

  /** Returns where the content of the current field starts. */
  int start() {
    return contentStart;
  }

  int end() {
    return contentEnd;
  }

  int length() {
    return contentEnd - contentStart;
  }

  /** The message in the current field. */
  WireReader message() throws MalformedException {
    require(LENGTH);
    return new WireReader(data, contentStart, contentEnd);
  }

  /** The text in the current field; bytes that are not UTF-8 mean other text to other readers. */
  String text() throws MalformedException {
    require(LENGTH);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(data, contentStart, length()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("a name that is not UTF-8");
    }
  }

  /** The whole number in the current field. */
  long number() throws MalformedException {
    require(VARINT);
    return number;
  }

  /** The bits of a float in the current field. */
  float real() throws MalformedException {
    require(FIXED32);
    return Float.intBitsToFloat((int) bits(contentStart, Float.BYTES));
  }

  /**
   * Returns how many numbers the current field of repeated numbers adds, each of a fixed wire type.
   */
  int count(int elementWireType) throws MalformedException {
    if (wireType == elementWireType) {
      return 1;
    }
    require(LENGTH);
    if (elementWireType == VARINT) {
      int count = 0;
      for (int i = contentStart; i < contentEnd; i++) {
        count += data[i] >= 0 ? 1 : 0;
      }
      return count;
    }
    return length() / size(elementWireType);
  }

  /** Appends the current field's numbers, single or packed, as bits; returns the new count. */
  int addTo(long[] bits, int count, int elementWireType) throws MalformedException {
    int at = count;
    if (wireType == elementWireType) {
      bits[at++] = elementWireType == VARINT ? number : bits(contentStart, size(elementWireType));
      return at;
    }
    require(LENGTH);
    WireReader packed = new WireReader(data, contentStart, contentEnd);
    while (packed.position < packed.end) {
      if (elementWireType == VARINT) {
        bits[at++] = packed.varint();
      } else {
        int size = size(elementWireType);
        int from = packed.position;
        packed.skip(size);
        bits[at++] = bits(from, size);
      }
    }
    return at;
  }

  void require(int expected) throws MalformedException {
    if (wireType != expected) {
      throw new MalformedException(
          "the field %s with wire type %s: expected %s".formatted(field, wireType, expected));
    }
  }

  private static int size(int elementWireType) {
    return elementWireType == FIXED64 ? Long.BYTES : Integer.BYTES;
  }

  private long bits(int from, int bytes) {
    long bits = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      bits = bits << 8 | (data[from + i] & 0xFF);
    }
    return bits;
  }

  private void skip(long bytes) throws MalformedException {
    if (bytes < 0 || bytes > end - position) {
      throw new MalformedException("a field that is longer than the message it is in");
    }
    position += (int) bytes;
  }

  /** A number that has to fit into 32 bits: C++ would drop the others and read on. */
  private long shortVarint(String what) throws MalformedException {
    int start = position;
    long value = varint();
    if (position - start > MAX_SHORT_VARINT || value >>> Integer.SIZE != 0) {
      throw new MalformedException(what + " of more than 32 bits");
    }
    return value;
  }

  private long varint() throws MalformedException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT && position < end; i++) {
      byte next = data[position++];
      if (i == MAX_VARINT - 1 && (next & 0xFF) > 1) {
        throw new MalformedException("a number of more than 64 bits");
      }
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedException("a number without an end");
  }

  /** The bytes are not a protobuf message, or not one that every reader understands alike. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String found) {
      super(found);
    }
  }
}
