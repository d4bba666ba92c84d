package dev.wgan.onnx.inspect;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the messages and strings of an ONNX file before they become objects: two bytes of a file
 * can cost hundreds of bytes of memory.
 *
 * <p>Not thread-safe: it counts.
 */
final class MessageCount {
  private static final int MAX = 1_000_000;
  private static final int MAX_DEPTH = 100;

  /** The messages of onnx.proto that may hold many others. */
  private enum Kind {
    MODEL,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    SPARSE,
    TRAINING,
    FUNCTION,
    VALUE,
    TYPE,
    TENSOR_TYPE,
    SHAPE,
    ELEMENT,
    MAP,
    ANNOTATION,
    ENTRY
  }

  /** The fields in which they do; the numbers are onnx.proto's. */
  private static final Map<Kind, Map<Integer, Kind>> NESTED = new EnumMap<>(Kind.class);

  static {
    nest(Kind.MODEL, Kind.GRAPH, 7);
    nest(Kind.MODEL, Kind.TRAINING, 20);
    nest(Kind.MODEL, Kind.FUNCTION, 25);
    nest(Kind.GRAPH, Kind.NODE, 1);
    nest(Kind.GRAPH, Kind.TENSOR, 5);
    nest(Kind.GRAPH, Kind.VALUE, 11, 12, 13);
    nest(Kind.GRAPH, Kind.ANNOTATION, 14);
    nest(Kind.GRAPH, Kind.SPARSE, 15);
    nest(Kind.NODE, Kind.ATTRIBUTE, 5);
    nest(Kind.ATTRIBUTE, Kind.TENSOR, 5, 10);
    nest(Kind.ATTRIBUTE, Kind.GRAPH, 6, 11);
    nest(Kind.ATTRIBUTE, Kind.TYPE, 14, 15);
    nest(Kind.ATTRIBUTE, Kind.SPARSE, 22, 23);
    nest(Kind.TENSOR, Kind.ENTRY, 13);
    nest(Kind.ANNOTATION, Kind.ENTRY, 2);
    nest(Kind.SPARSE, Kind.TENSOR, 1, 2);
    nest(Kind.TRAINING, Kind.GRAPH, 1, 2);
    nest(Kind.FUNCTION, Kind.NODE, 7);
    nest(Kind.FUNCTION, Kind.ATTRIBUTE, 11);
    nest(Kind.FUNCTION, Kind.VALUE, 12);
    nest(Kind.VALUE, Kind.TYPE, 2);
    nest(Kind.TYPE, Kind.TENSOR_TYPE, 1, 8);
    nest(Kind.TYPE, Kind.ELEMENT, 4, 9);
    nest(Kind.TYPE, Kind.MAP, 5);
    nest(Kind.TENSOR_TYPE, Kind.SHAPE, 2);
    nest(Kind.ELEMENT, Kind.TYPE, 1);
    nest(Kind.MAP, Kind.TYPE, 2);
  }

  private static void nest(Kind outer, Kind inner, int... fields) {
    for (int field : fields) {
      NESTED.computeIfAbsent(outer, kind -> new HashMap<>()).put(field, inner);
    }
  }

  private final ByteString bytes;
  private int count;

  MessageCount(ByteString bytes) {
    this.bytes = bytes;
  }

  void check() throws IOException {
    CodedInputStream in = bytes.newCodedInput();
    in.enableAliasing(true);
    walk(in, Kind.MODEL, 0);
  }

  private void walk(CodedInputStream in, Kind kind, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new InvalidProtocolBufferException("messages nested more than " + MAX_DEPTH + " deep");
    }
    Map<Integer, Kind> nested = NESTED.getOrDefault(kind, Map.of());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Kind inner = nested.get(WireFormat.getTagFieldNumber(tag));
      if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        in.skipField(tag);
        continue;
      }
      count++;
      if (count > MAX) {
        throw new InvalidProtocolBufferException(
            "it holds more than %s messages and strings".formatted(MAX));
      }
      if (inner == null) {
        in.skipField(tag);
      } else {
        int limit = in.pushLimit(in.readRawVarint32());
        walk(in, inner, depth + 1);
        in.checkLastTagWas(0);
        in.popLimit(limit);
      }
    }
  }
}
