package dev.wgan.runtime;

import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one protobuf message within a byte array, without copying.
 *
 * <p>Not thread-safe. Every length is checked against the message's end before it is believed.
 */
final class WireReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BITS = 63;

  private final byte[] data;
  private final int end;
  private int position;
  private int field;
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
    long tag = varint();
    field = (int) (tag >>> 3);
    contentStart = position;
    switch ((int) (tag & 7)) {
      case VARINT -> varint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case LENGTH -> {
        long length = varint();
        contentStart = position;
        skip(length);
      }
      default -> throw new MalformedException("a field of wire type " + (tag & 7));
    }
    contentEnd = position;
    return true;
  }

  int field() {
    return field;
  }

  /** Where the content of the current length-delimited field starts. */
  int start() {
    return contentStart;
  }

  int length() {
    return contentEnd - contentStart;
  }

  WireReader message() {
    return new WireReader(data, contentStart, contentEnd);
  }

  String text() {
    return new String(data, contentStart, length(), StandardCharsets.UTF_8);
  }

  private void skip(long bytes) throws MalformedException {
    if (bytes < 0 || bytes > end - position) {
      throw new MalformedException("a field that is longer than the message it is in");
    }
    position += (int) bytes;
  }

  private long varint() throws MalformedException {
    long value = 0;
    for (int shift = 0; shift <= MAX_VARINT_BITS; shift += 7) {
      if (position == end) {
        break;
      }
      byte next = data[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedException("a number without an end");
  }

  /** The bytes are no protobuf message. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String found) {
      super(found);
    }
  }
}
