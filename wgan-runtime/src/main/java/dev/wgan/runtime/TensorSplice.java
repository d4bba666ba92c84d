package dev.wgan.runtime;

import dev.wgan.runtime.WireReader.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Replaces external tensors within a model's bytes, and the lengths of the messages around them.
 *
 * <p>Not thread-safe.
 */
final class TensorSplice {
  /** Longer than any file system's names: ONNX Runtime cannot open a file of it. */
  private static final String NOWHERE = "not-a-file-".repeat(400);

  /**
   * A tensor to replace.
   *
   * @param start where its message starts
   * @param end where it ends
   * @param content its elements; empty if ONNX Runtime is given them otherwise
   */
  record Edit(int start, int end, Optional<ByteBuffer> content) {}

  /** Like its parent, without a copy to read the bytes. */
  private static final class Output extends ByteArrayOutputStream {
    Output(int size) {
      super(size);
    }

    void varint(long value) {
      long rest = value;
      while (rest >>> 7 != 0) {
        write((int) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      write((int) rest);
    }

    void field(int number, byte[] content) {
      varint((long) number << 3 | WireReader.LENGTH);
      varint(content.length);
      writeBytes(content);
    }
  }

  private final byte[] bytes;
  private final TreeMap<Integer, Edit> edits = new TreeMap<>();

  TensorSplice(byte[] bytes, List<Edit> edits) {
    this.bytes = bytes;
    edits.forEach(edit -> this.edits.put(edit.start(), edit));
  }

  byte[] apply() {
    if (edits.isEmpty()) {
      return bytes;
    }
    try {
      return message(0, bytes.length);
    } catch (MalformedException e) {
      throw new AssertionError("the structure was read before", e);
    }
  }

  /** The message with its edits; a field that strictly holds an edit is a message around it. */
  private byte[] message(int start, int end) throws MalformedException {
    Output out = new Output(end - start + 64);
    WireReader fields = new WireReader(bytes, start, end);
    int from = start;
    while (fields.next()) {
      Map.Entry<Integer, Edit> first = edits.ceilingEntry(fields.start());
      if (first == null || first.getKey() >= fields.end()) {
        out.write(bytes, from, fields.end() - from);
      } else {
        Edit edit = first.getValue();
        boolean whole = edit.start() == fields.start() && edit.end() == fields.end();
        out.field(fields.field(), whole ? tensor(edit) : message(fields.start(), fields.end()));
      }
      from = fields.end();
    }
    return out.toByteArray();
  }

  /** TensorProto without external data: raw_data = 9 instead, or a location that is nowhere. */
  private byte[] tensor(Edit edit) throws MalformedException {
    ByteBuffer content = edit.content().orElse(ByteBuffer.allocate(0));
    Output out = new Output(edit.end() - edit.start() + content.remaining() + 16);
    WireReader fields = new WireReader(bytes, edit.start(), edit.end());
    int from = edit.start();
    while (fields.next()) {
      boolean external = fields.field() == 9 || fields.field() == 13 || fields.field() == 14;
      if (!external) {
        out.write(bytes, from, fields.end() - from);
      }
      from = fields.end();
    }
    if (edit.content().isPresent()) {
      byte[] raw = new byte[content.remaining()];
      content.duplicate().get(raw);
      out.field(9, raw);
    } else {
      Output entry = new Output(NOWHERE.length() + 16);
      entry.field(1, "location".getBytes(StandardCharsets.US_ASCII));
      entry.field(2, NOWHERE.getBytes(StandardCharsets.US_ASCII));
      out.field(13, entry.toByteArray());
      out.varint(14 << 3);
      out.varint(1);
    }
    return out.toByteArray();
  }
}
