package dev.wgan.runtime;

import dev.wgan.runtime.WireReader.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a node.
 *
 * <p>Immutable and thread-safe. Numbers stay in the file's bytes until they are asked for.
 */
final class OnnxAttribute {
  static final int FLOAT = 1;
  static final int INT = 2;
  static final int STRING = 3;
  static final int TENSOR = 4;
  static final int GRAPH = 5;
  static final int FLOATS = 6;
  static final int INTS = 7;
  static final int STRINGS = 8;

  /**
   * Longer lists are data, such as those of a decision tree, whose elements are not read one by
   * one.
   */
  private static final int MAX_READ = 1 << 14;

  private final String name;
  private final String reference;
  private final int type;
  private final List<StoredTensor> tensors;
  private final boolean single;
  private final List<OnnxGraph> graphs;
  private final byte[] data;
  private final int start;
  private final int end;

  /**
   * Creates an attribute over the bytes of its message.
   *
   * @param reference the attribute of the enclosing function that it stands for; empty if none
   * @param type its number in {@code AttributeProto.AttributeType}
   * @param tensors every tensor in it, those of sparse tensors too
   * @param single whether the first of the tensors is its value
   */
  OnnxAttribute(
      String name,
      String reference,
      int type,
      List<StoredTensor> tensors,
      boolean single,
      List<OnnxGraph> graphs,
      byte[] data,
      int start,
      int end) {
    this.name = name;
    this.reference = reference;
    this.type = type;
    this.tensors = tensors;
    this.single = single;
    this.graphs = graphs;
    this.data = data;
    this.start = start;
    this.end = end;
  }

  String name() {
    return name;
  }

  /** The attribute of the enclosing function that it stands for; empty if it has its own value. */
  String reference() {
    return reference;
  }

  /** Its number in {@code AttributeProto.AttributeType}; 0 if it has none. */
  int type() {
    return type;
  }

  /** The same in memory of its own, with outlines of its tensors and graphs. */
  OnnxAttribute outline(int most) {
    boolean small = tensors.isEmpty() && graphs.isEmpty();
    byte[] own = small ? Arrays.copyOfRange(data, start, end) : new byte[0];
    return new OnnxAttribute(
        name,
        reference,
        type,
        tensors.stream().map(tensor -> tensor.outline(most)).toList(),
        single,
        graphs.stream().map(graph -> graph.outline(most)).toList(),
        own,
        0,
        own.length);
  }

  /** Its value as a tensor. */
  Optional<StoredTensor> tensor() {
    return single ? Optional.of(tensors.get(0)) : Optional.empty();
  }

  /** Every tensor in it, those of sparse tensors too, without those of its graphs. */
  List<StoredTensor> tensors() {
    return tensors;
  }

  /** The graphs in it, one or many. */
  List<OnnxGraph> graphs() {
    return graphs;
  }

  /** Its value as a whole number; empty if it is of another type. */
  Optional<Long> integer() {
    if (type != INT && type != 0) {
      return Optional.empty();
    }
    return last(3, WireReader.VARINT);
  }

  /** Its value as a float; empty if it is of another type. */
  Optional<Float> real() {
    if (type != FLOAT && type != 0) {
      return Optional.empty();
    }
    return last(2, WireReader.FIXED32).map(bits -> Float.intBitsToFloat(bits.intValue()));
  }

  /** Its value as text; empty if it is of another type. */
  Optional<String> text() {
    if (type != STRING && type != 0) {
      return Optional.empty();
    }
    List<String> found = texts(4);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
  }

  /** Its value as texts; empty if it is of another type. */
  Optional<List<String>> texts() {
    return type == STRINGS ? Optional.of(texts(9)) : Optional.empty();
  }

  /** Its value as whole numbers; empty if it is of another type, or longer than 16,384. */
  Optional<long[]> integers() {
    if (type != INTS) {
      return Optional.empty();
    }
    return list(8, WireReader.VARINT);
  }

  /** Its value as floats; empty if it is of another type, or longer than 16,384. */
  Optional<float[]> reals() {
    if (type != FLOATS) {
      return Optional.empty();
    }
    return list(7, WireReader.FIXED32)
        .map(
            bits -> {
              float[] reals = new float[bits.length];
              for (int i = 0; i < reals.length; i++) {
                reals[i] = Float.intBitsToFloat((int) bits[i]);
              }
              return reals;
            });
  }

  private Optional<Long> last(int field, int wireType) {
    return list(field, wireType)
        .filter(found -> found.length > 0)
        .map(found -> found[found.length - 1]);
  }

  private Optional<long[]> list(int field, int wireType) {
    try {
      long count = 0;
      for (WireReader fields = fields(); fields.next(); ) {
        count += fields.field() == field ? fields.count(wireType) : 0;
      }
      if (count > MAX_READ) {
        return Optional.empty();
      }
      long[] bits = new long[(int) count];
      int filled = 0;
      for (WireReader fields = fields(); fields.next(); ) {
        filled = fields.field() == field ? fields.addTo(bits, filled, wireType) : filled;
      }
      return Optional.of(bits);
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private List<String> texts(int field) {
    List<String> texts = new ArrayList<>();
    try {
      for (WireReader fields = fields(); fields.next() && texts.size() < MAX_READ; ) {
        if (fields.field() == field) {
          texts.add(fields.text());
        }
      }
    } catch (MalformedException e) {
      // A setting may hold bytes instead of text, which are not usable as text.
      return List.of();
    }
    return texts;
  }

  private WireReader fields() {
    return new WireReader(data, start, end);
  }
}
