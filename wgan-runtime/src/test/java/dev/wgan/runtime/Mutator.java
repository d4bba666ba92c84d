package dev.wgan.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes models at random: their bytes, or their attributes, constants, operators and shapes. */
final class Mutator {
  private static final long[] EXTREME = {
    0,
    0,
    0,
    -1,
    -1,
    1,
    2,
    -2,
    3,
    7,
    63,
    64,
    -64,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    1L << 32,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final float[] EXTREME_REALS = {
    0, -1, 1, 1e-30f, 1e38f, -1e38f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY
  };
  private static final List<String> TEXTS =
      List.of(
          "",
          "SAME_UPPER",
          "SAME_LOWER",
          "VALID",
          "NOTSET",
          "linear",
          "cubic",
          "nearest",
          "reflect",
          "edge",
          "wrap",
          "constant",
          "DCR",
          "CRD",
          "none",
          "tanh",
          "i,j->j",
          "i->ii",
          "asymmetric",
          "align_corners",
          "tf_crop_and_resize",
          "bidirectional",
          "x".repeat(300));
  private static final List<String> NAMES =
      List.of(
          "group",
          "strides",
          "dilations",
          "kernel_shape",
          "pads",
          "output_padding",
          "output_shape",
          "axis",
          "axes",
          "blocksize",
          "block_size",
          "num_heads",
          "perm",
          "to",
          "split",
          "num_outputs",
          "keepdims",
          "epsilon",
          "alpha",
          "hidden_size",
          "storage_order",
          "ceil_mode",
          "auto_pad",
          "batch_dims",
          "k",
          "shape",
          "size",
          "num_groups",
          "dtype",
          "allowzero",
          "training_mode");

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** A mutant of a model, of bytes every fourth time. */
  byte[] mutate(byte[] model) {
    if (random.nextInt(4) == 0) {
      return bytes(model);
    }
    try {
      ModelProto.Builder mutant = ModelProto.parseFrom(model).toBuilder();
      if (random.nextInt(3) == 0) {
        // ONNX Runtime checks many settings against shapes: without them they reach its kernels.
        withoutShapes(mutant.getGraphBuilder());
      }
      int edits = 1 + random.nextInt(3);
      for (int i = 0; i < edits; i++) {
        model(mutant);
      }
      return mutant.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Flips, overwrites, cuts and moves bytes. */
  byte[] bytes(byte[] model) {
    byte[] mutant = model.clone();
    int edits = 1 + random.nextInt(4);
    // Structure stands at both ends of a small file; weights in the middle are mutated too.
    for (int e = 0; e < edits; e++) {
      int at =
          random.nextBoolean()
              ? random.nextInt(mutant.length)
              : Math.floorMod(random.nextInt(400) - 200, mutant.length);
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
        case 3 -> {
          int length = Math.min(random.nextInt(16), mutant.length - at);
          System.arraycopy(mutant, at, mutant, random.nextInt(mutant.length - length + 1), length);
        }
        default -> mutant[at] = (byte) 0xFF;
      }
    }
    return mutant;
  }

  private static void withoutShapes(GraphProto.Builder graph) {
    graph.clearValueInfo();
    for (ValueInfoProto.Builder input : graph.getInputBuilderList()) {
      input.getTypeBuilder().getTensorTypeBuilder().clearShape();
    }
    for (ValueInfoProto.Builder output : graph.getOutputBuilderList()) {
      output.getTypeBuilder().getTensorTypeBuilder().clearShape();
    }
  }

  private void model(ModelProto.Builder model) {
    GraphProto.Builder graph = model.getGraphBuilder();
    switch (random.nextInt(16)) {
      case 0 -> {
        if (model.getOpsetImportCount() > 0) {
          model.getOpsetImportBuilder(0).setVersion(1 + random.nextInt(24));
        }
      }
      case 1 -> values(graph.getInputBuilderList());
      case 2 -> values(graph.getOutputBuilderList());
      case 3, 4, 5 -> tensors(graph.getInitializerBuilderList());
      default -> graph(graph);
    }
  }

  private void graph(GraphProto.Builder graph) {
    if (graph.getNodeCount() == 0) {
      return;
    }
    NodeProto.Builder node = pick(graph.getNodeBuilderList());
    switch (random.nextInt(12)) {
      case 0 -> node.setOpType(pick(graph.getNodeBuilderList()).getOpType());
      case 1 -> inputs(node, graph);
      case 2 -> {
        if (node.getAttributeCount() > 0) {
          node.removeAttribute(random.nextInt(node.getAttributeCount()));
        }
      }
      case 3, 4 -> added(node);
      default -> {
        if (node.getAttributeCount() > 0) {
          attribute(pick(node.getAttributeBuilderList()));
        } else {
          added(node);
        }
      }
    }
  }

  private void inputs(NodeProto.Builder node, GraphProto.Builder graph) {
    if (node.getInputCount() == 0) {
      return;
    }
    int at = random.nextInt(node.getInputCount());
    switch (random.nextInt(3)) {
      case 0 -> node.setInput(at, "");
      case 1 -> node.setInput(at, node.getInput(random.nextInt(node.getInputCount())));
      default -> {
        NodeProto.Builder other = pick(graph.getNodeBuilderList());
        if (other.getInputCount() > 0) {
          node.setInput(at, other.getInput(random.nextInt(other.getInputCount())));
        }
      }
    }
  }

  private void added(NodeProto.Builder node) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(NAMES.get(random.nextInt(NAMES.size())));
    if (random.nextBoolean()) {
      attribute.setType(AttributeProto.AttributeType.INT).setI(extreme());
    } else {
      attribute.setType(AttributeProto.AttributeType.INTS);
      for (int i = random.nextInt(5); i > 0; i--) {
        attribute.addInts(extreme());
      }
    }
    for (int i = 0; i < node.getAttributeCount(); i++) {
      if (node.getAttribute(i).getName().equals(attribute.getName())) {
        node.removeAttribute(i);
        break;
      }
    }
    node.addAttribute(attribute);
  }

  private void attribute(AttributeProto.Builder attribute) {
    switch (random.nextInt(20)) {
      case 0 -> attribute.setType(AttributeProto.AttributeType.forNumber(random.nextInt(9)));
      case 1 -> attribute.setName(NAMES.get(random.nextInt(NAMES.size())));
      default -> {
        switch (attribute.getType()) {
          case INT -> attribute.setI(extreme());
          case FLOAT -> attribute.setF(EXTREME_REALS[random.nextInt(EXTREME_REALS.length)]);
          case STRING ->
              attribute.setS(ByteString.copyFromUtf8(TEXTS.get(random.nextInt(TEXTS.size()))));
          case INTS -> ints(attribute);
          case TENSOR -> tensor(attribute.getTBuilder());
          case GRAPH -> graph(attribute.getGBuilder());
          case FLOATS -> {
            if (attribute.getFloatsCount() > 0) {
              attribute.setFloats(
                  random.nextInt(attribute.getFloatsCount()),
                  EXTREME_REALS[random.nextInt(EXTREME_REALS.length)]);
            }
          }
          default -> attribute.setI(extreme());
        }
      }
    }
  }

  private void ints(AttributeProto.Builder attribute) {
    if (attribute.getIntsCount() == 0 || random.nextInt(6) == 0) {
      attribute.addInts(extreme());
    } else if (random.nextInt(6) == 0) {
      attribute.clearInts();
    } else {
      attribute.setInts(random.nextInt(attribute.getIntsCount()), extreme());
    }
  }

  private void tensors(List<TensorProto.Builder> tensors) {
    if (!tensors.isEmpty()) {
      tensor(pick(tensors));
    }
  }

  private void tensor(TensorProto.Builder tensor) {
    switch (random.nextInt(6)) {
      case 0 -> {
        if (tensor.getDimsCount() > 0) {
          tensor.setDims(random.nextInt(tensor.getDimsCount()), extreme());
        }
      }
      case 1 -> tensor.setDataType(random.nextInt(24));
      case 2 -> tensor.addDims(extreme());
      default -> {
        boolean longs = tensor.getDataType() == StoredTensor.INT64;
        byte[] raw = tensor.getRawData().toByteArray();
        if (longs && raw.length >= 8) {
          ByteBuffer.wrap(raw)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(8 * random.nextInt(raw.length / 8), extreme());
          tensor.setRawData(ByteString.copyFrom(raw));
        } else if (longs && tensor.getInt64DataCount() > 0) {
          tensor.setInt64Data(random.nextInt(tensor.getInt64DataCount()), extreme());
        } else if (tensor.getFloatDataCount() > 0) {
          tensor.setFloatData(
              random.nextInt(tensor.getFloatDataCount()),
              EXTREME_REALS[random.nextInt(EXTREME_REALS.length)]);
        } else if (raw.length > 0) {
          raw[random.nextInt(raw.length)] = (byte) random.nextInt(256);
          tensor.setRawData(ByteString.copyFrom(raw));
        }
      }
    }
  }

  private void values(List<ValueInfoProto.Builder> values) {
    if (!values.isEmpty()) {
      value(pick(values));
    }
  }

  private void value(ValueInfoProto.Builder value) {
    if (random.nextInt(3) == 0) {
      value.getTypeBuilder().getTensorTypeBuilder().clearShape();
      return;
    }
    TensorShapeProto.Builder shape =
        value.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
    if (shape.getDimCount() == 0 || random.nextInt(5) == 0) {
      value.getTypeBuilder().getTensorTypeBuilder().setElemType(random.nextInt(18));
    } else {
      shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(extreme());
    }
  }

  private long extreme() {
    return EXTREME[random.nextInt(EXTREME.length)];
  }

  /** One of a list that is not empty. */
  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
