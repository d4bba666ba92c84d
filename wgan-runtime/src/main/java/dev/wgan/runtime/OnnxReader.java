package dev.wgan.runtime;

import dev.wgan.runtime.WireReader.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the messages of onnx.proto that make up a graph.
 *
 * <p>Not thread-safe: it counts what it has read, since two bytes of a file can ask for a hundred
 * bytes of memory. Field numbers are those of onnx.proto. A field that may occur once and occurs
 * twice is refused: protobuf would merge the two.
 */
final class OnnxReader {
  /** Protobuf itself stops at this depth. */
  private static final int MAX_DEPTH = 100;

  private static final int MAX_MESSAGES = 1_000_000;

  /** The bit of the field raw_data among those that hold a tensor's elements. */
  private static final int RAW = 1 << 9;

  private static final int MAX_ATTRIBUTE_TYPE = 14;

  private final byte[] data;
  private long messages;
  private int depth;

  OnnxReader(byte[] data) {
    this.data = data;
  }

  /** GraphProto. */
  OnnxGraph graph(WireReader fields) throws MalformedException {
    enter();
    String name = "";
    List<OnnxNode> nodes = new ArrayList<>();
    List<StoredTensor> initializers = new ArrayList<>();
    List<StoredTensor> sparse = new ArrayList<>();
    List<GraphValue> inputs = new ArrayList<>();
    List<GraphValue> outputs = new ArrayList<>();
    List<GraphValue> values = new ArrayList<>();
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> nodes.add(node(fields.message()));
        case 2 -> name = fields.text();
        case 5 -> initializers.add(tensor(fields));
        case 11 -> inputs.add(value(fields.message()));
        case 12 -> outputs.add(value(fields.message()));
        case 13 -> values.add(value(fields.message()));
        case 15 -> sparse(fields.message(), sparse);
        default -> {}
      }
    }
    depth--;
    return new OnnxGraph(name, nodes, initializers, sparse, inputs, outputs, values);
  }

  /** FunctionProto. */
  OnnxFunction function(WireReader fields) throws MalformedException {
    enter();
    String domain = "";
    String name = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<OnnxAttribute> defaults = new ArrayList<>();
    List<OnnxNode> nodes = new ArrayList<>();
    Map<String, Long> opsets = new HashMap<>();
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> name = fields.text();
        case 4 -> inputs.add(text(fields));
        case 5 -> outputs.add(text(fields));
        case 7 -> nodes.add(node(fields.message()));
        case 9 -> opset(fields.message(), opsets);
        case 10 -> domain = fields.text();
        case 11 -> defaults.add(attribute(fields));
        default -> {}
      }
    }
    depth--;
    return new OnnxFunction(normal(domain), name, inputs, outputs, defaults, nodes, opsets);
  }

  /** TrainingInfoProto: two graphs. */
  List<OnnxGraph> training(WireReader fields) throws MalformedException {
    List<OnnxGraph> graphs = new ArrayList<>();
    while (fields.next()) {
      if (fields.field() == 1 || fields.field() == 2) {
        graphs.add(graph(fields.message()));
      }
    }
    return graphs;
  }

  /** OperatorSetIdProto. */
  void opset(WireReader fields, Map<String, Long> to) throws MalformedException {
    count();
    String domain = "";
    long version = 0;
    while (fields.next()) {
      if (fields.field() == 1) {
        domain = fields.text();
      } else if (fields.field() == 2) {
        version = fields.number();
      }
    }
    to.put(normal(domain), version);
  }

  /** StringStringEntryProto. */
  void entry(WireReader fields, Map<String, String> to) throws MalformedException {
    count();
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

  /** NodeProto. */
  private OnnxNode node(WireReader fields) throws MalformedException {
    enter();
    String name = "";
    String domain = "";
    String opType = "";
    List<String> inputs = new ArrayList<>(0);
    List<String> outputs = new ArrayList<>(0);
    Map<String, OnnxAttribute> attributes = Map.of();
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> inputs.add(text(fields));
        case 2 -> outputs.add(text(fields));
        case 3 -> name = fields.text();
        case 4 -> opType = fields.text();
        case 5 -> {
          OnnxAttribute attribute = attribute(fields);
          attributes = attributes.isEmpty() ? new LinkedHashMap<>() : attributes;
          if (attributes.put(attribute.name(), attribute) != null) {
            throw new MalformedException(
                "a node with two attributes '%s'".formatted(attribute.name()));
          }
        }
        case 7 -> domain = fields.text();
        default -> {}
      }
    }
    depth--;
    return new OnnxNode(name, normal(domain), opType, inputs, outputs, attributes);
  }

  /** AttributeProto. */
  private OnnxAttribute attribute(WireReader outer) throws MalformedException {
    enter();
    WireReader fields = outer.message();
    String name = "";
    String reference = "";
    int type = 0;
    boolean single = false;
    boolean graph = false;
    List<StoredTensor> tensors = new ArrayList<>(0);
    List<OnnxGraph> graphs = new ArrayList<>(0);
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> name = fields.text();
        case 2 -> fields.require(WireReader.FIXED32);
        case 3 -> fields.require(WireReader.VARINT);
        case 4, 9 -> fields.require(WireReader.LENGTH);
        case 5 -> {
          tensors.add(0, tensor(fields));
          single = once(single, "tensor");
        }
        case 6 -> {
          graphs.add(graph(fields.message()));
          graph = once(graph, "graph");
        }
        case 7 -> fields.count(WireReader.FIXED32);
        case 8 -> fields.count(WireReader.VARINT);
        case 10 -> tensors.add(tensor(fields));
        case 11 -> graphs.add(graph(fields.message()));
        case 20 -> type = attributeType((int) fields.number(), type);
        case 21 -> reference = fields.text();
        case 22, 23 -> sparse(fields.message(), tensors);
        default -> {}
      }
    }
    depth--;
    return new OnnxAttribute(
        name, reference, type, tensors, single, graphs, data, outer.start(), outer.end());
  }

  /** Types that onnx.proto does not know are dropped by protobuf, as if they were not there. */
  private static int attributeType(int found, int before) {
    return found >= 0 && found <= MAX_ATTRIBUTE_TYPE ? found : before;
  }

  private static boolean once(boolean before, String what) throws MalformedException {
    if (before) {
      throw new MalformedException("an attribute with two values, each a " + what);
    }
    return true;
  }

  /** SparseTensorProto: values and indices. */
  private void sparse(WireReader fields, List<StoredTensor> to) throws MalformedException {
    count();
    boolean values = false;
    boolean indices = false;
    while (fields.next()) {
      if (fields.field() == 1) {
        to.add(tensor(fields));
        values = once(values, "tensor");
      } else if (fields.field() == 2) {
        to.add(tensor(fields));
        indices = once(indices, "tensor");
      }
    }
  }

  /** TensorProto. */
  private StoredTensor tensor(WireReader outer) throws MalformedException {
    count();
    WireReader fields = outer.message();
    String name = "";
    int type = 0;
    long[] dims = new long[8];
    int rank = 0;
    Map<String, String> external = Map.of();
    boolean marked = false;
    int content = 0;
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> {
          int more = fields.count(WireReader.VARINT);
          count(more);
          if (rank + more > dims.length) {
            dims = Arrays.copyOf(dims, Math.max(rank + more, 2 * dims.length));
          }
          rank = fields.addTo(dims, rank, WireReader.VARINT);
        }
        case 2 -> type = (int) fields.number();
        case 8 -> name = fields.text();
        case 4, 5, 6, 7, 10, 11 -> content |= fields.length() > 0 ? 1 << fields.field() : 0;
        case 9 -> {
          fields.require(WireReader.LENGTH);
          // Set twice, the latter holds: but a tensor with two values is not worth a guess.
          content |= (content & RAW) == 0 ? RAW : 1;
        }
        case 13 -> {
          external = external.isEmpty() ? new HashMap<>() : external;
          entry(fields.message(), external);
        }
        // Values that onnx.proto does not know are dropped by protobuf: they change nothing.
        case 14 -> marked = (int) fields.number() == 1 || marked;
        default -> {}
      }
    }
    if (Integer.bitCount(content) > 1) {
      throw new MalformedException("a tensor '%s' with two values".formatted(name));
    }
    List<Long> shape = Arrays.stream(dims, 0, rank).boxed().toList();
    return new StoredTensor(name, type, shape, external, marked, data, outer.start(), outer.end());
  }

  /** ValueInfoProto. */
  private GraphValue value(WireReader fields) throws MalformedException {
    count();
    String name = "";
    GraphValue type = new GraphValue("", 0, Optional.empty());
    while (fields.next()) {
      if (fields.field() == 1) {
        name = fields.text();
      } else if (fields.field() == 2) {
        type = type(fields.message());
      }
    }
    return new GraphValue(name, type.elementType(), type.dims());
  }

  /** TypeProto, as far as it declares a dense tensor. */
  private GraphValue type(WireReader fields) throws MalformedException {
    GraphValue found = new GraphValue("", 0, Optional.empty());
    while (fields.next()) {
      if (fields.field() == 1) {
        int elementType = 0;
        Optional<List<Long>> dims = Optional.empty();
        WireReader tensor = fields.message();
        while (tensor.next()) {
          if (tensor.field() == 1) {
            elementType = (int) tensor.number();
          } else if (tensor.field() == 2) {
            dims = Optional.of(shape(tensor.message()));
          }
        }
        found = new GraphValue("", elementType, dims);
      }
    }
    return found;
  }

  /** TensorShapeProto. */
  private List<Long> shape(WireReader fields) throws MalformedException {
    List<Long> dims = new ArrayList<>();
    while (fields.next()) {
      if (fields.field() == 1) {
        count();
        long dim = GraphValue.OPEN;
        WireReader dimension = fields.message();
        while (dimension.next()) {
          if (dimension.field() == 1) {
            dim = dimension.number() < 0 ? GraphValue.OPEN : dimension.number();
          } else if (dimension.field() == 2) {
            dim = GraphValue.OPEN;
          }
        }
        dims.add(dim);
      }
    }
    return dims;
  }

  private String text(WireReader fields) throws MalformedException {
    count();
    return fields.text();
  }

  private void enter() throws MalformedException {
    count();
    if (++depth > MAX_DEPTH) {
      throw new MalformedException("messages nested more than " + MAX_DEPTH + " deep");
    }
  }

  private void count() throws MalformedException {
    count(1);
  }

  private void count(int more) throws MalformedException {
    messages += more;
    if (messages > MAX_MESSAGES) {
      throw new MalformedException("more than %s messages".formatted(MAX_MESSAGES));
    }
  }

  private static String normal(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }
}
