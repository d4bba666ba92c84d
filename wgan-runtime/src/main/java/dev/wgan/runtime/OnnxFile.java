package dev.wgan.runtime;

import dev.wgan.runtime.WireReader.MalformedException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has to be known of an ONNX file before ONNX Runtime sees it: its metadata, where its graph
 * stands, and which other files it wants to read.
 *
 * <p>Immutable. Field numbers are those of onnx.proto.
 *
 * @param metadata the metadata properties
 * @param graphStart where the bytes of the graph start
 * @param graphLength how many there are
 * @param externalData the locations of external data, in ascending order
 */
record OnnxFile(
    Map<String, String> metadata, int graphStart, int graphLength, SortedSet<String> externalData) {
  /** Graphs nest in the attributes of nodes; protobuf itself stops at 100. */
  private static final int MAX_DEPTH = 100;

  /** Reads the structure, whatever the bytes hold. */
  static OnnxFile parse(String model, byte[] bytes) {
    try {
      Map<String, String> metadata = new HashMap<>();
      SortedSet<String> external = new TreeSet<>();
      int start = -1;
      int length = 0;
      WireReader fields = new WireReader(bytes, 0, bytes.length);
      while (fields.next()) {
        switch (fields.field()) {
          case 7 -> {
            if (start >= 0) {
              throw new MalformedException("two graphs");
            }
            start = fields.start();
            length = fields.length();
            graph(fields.message(), external, 0);
          }
          case 14 -> entry(fields.message(), metadata);
          case 20 -> training(fields.message(), external);
          case 25 -> nodes(fields.message(), 7, external, 0);
          default -> {}
        }
      }
      if (start < 0) {
        throw new MalformedException(bytes.length == 0 ? "nothing" : "no graph");
      }
      return new OnnxFile(metadata, start, length, external);
    } catch (MalformedException e) {
      throw new ModelLoadException(
          "%s is no ONNX model: it holds %s".formatted(model, e.getMessage()), e);
    }
  }

  /** TrainingInfoProto: two graphs. */
  private static void training(WireReader fields, SortedSet<String> external)
      throws MalformedException {
    while (fields.next()) {
      if (fields.field() == 1 || fields.field() == 2) {
        graph(fields.message(), external, 0);
      }
    }
  }

  /** GraphProto: node = 1, initializer = 5, sparse_initializer = 15. */
  private static void graph(WireReader fields, SortedSet<String> external, int depth)
      throws MalformedException {
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> node(fields.message(), external, depth);
        case 5 -> tensor(fields.message(), external);
        case 15 -> sparse(fields.message(), external);
        default -> {}
      }
    }
  }

  /** FunctionProto and its like: messages with nodes in one field. */
  private static void nodes(WireReader fields, int field, SortedSet<String> external, int depth)
      throws MalformedException {
    while (fields.next()) {
      if (fields.field() == field) {
        node(fields.message(), external, depth);
      }
    }
  }

  /** NodeProto: attribute = 5. */
  private static void node(WireReader fields, SortedSet<String> external, int depth)
      throws MalformedException {
    while (fields.next()) {
      if (fields.field() == 5) {
        attribute(fields.message(), external, depth);
      }
    }
  }

  /** AttributeProto: t = 5, g = 6, tensors = 10, graphs = 11, sparse_tensor = 22, and 23. */
  private static void attribute(WireReader fields, SortedSet<String> external, int depth)
      throws MalformedException {
    if (depth == MAX_DEPTH) {
      throw new MalformedException("graphs nested more than " + MAX_DEPTH + " deep");
    }
    while (fields.next()) {
      switch (fields.field()) {
        case 5, 10 -> tensor(fields.message(), external);
        case 6, 11 -> graph(fields.message(), external, depth + 1);
        case 22, 23 -> sparse(fields.message(), external);
        default -> {}
      }
    }
  }

  /** SparseTensorProto: values = 1, indices = 2. */
  private static void sparse(WireReader fields, SortedSet<String> external)
      throws MalformedException {
    while (fields.next()) {
      if (fields.field() == 1 || fields.field() == 2) {
        tensor(fields.message(), external);
      }
    }
  }

  /** TensorProto: external_data = 13. */
  private static void tensor(WireReader fields, SortedSet<String> external)
      throws MalformedException {
    while (fields.next()) {
      if (fields.field() == 13) {
        Map<String, String> entry = new HashMap<>();
        entry(fields.message(), entry);
        String location = entry.get("location");
        if (location != null) {
          external.add(location);
        }
      }
    }
  }

  /** StringStringEntryProto: key = 1, value = 2. */
  private static void entry(WireReader fields, Map<String, String> to) throws MalformedException {
    String key = "";
    String value = "";
    while (fields.next()) {
      if (fields.field() == 1) {
        key = fields.text();
      } else if (fields.field() == 2) {
        value = fields.text();
      }
    }
    to.put(key, value);
  }
}
