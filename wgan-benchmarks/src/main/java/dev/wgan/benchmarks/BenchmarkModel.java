package dev.wgan.benchmarks;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;

/**
 * The generators that are measured: the article's multi-layer perceptron and a DCGAN, with random
 * weights, which cost what trained ones do.
 */
enum BenchmarkModel {
  /** 100 normal values through 256 hidden units to an image of 28 x 28. */
  MLP {
    @Override
    void layers(Graph graph) {
      String hidden = graph.linear("latent", "hidden", 100, 256, "Relu");
      graph.linear(hidden, "samples", 256, 784, "Tanh");
    }
  },
  /** 100 normal values through 2048 and 2048 hidden units: its weights do not fit into a cache. */
  WIDE {
    @Override
    void layers(Graph graph) {
      String first = graph.linear("latent", "first", 100, 2048, "Relu");
      String second = graph.linear(first, "second", 2048, 2048, "Relu");
      graph.linear(second, "samples", 2048, 784, "Tanh");
    }
  },
  /** 100 normal values through 128 maps of 7 x 7 and 64 of 14 x 14 to an image of 28 x 28. */
  DCGAN {
    @Override
    long[] latents(int n) {
      return new long[] {n, LATENT_SIZE, 1, 1};
    }

    @Override
    long[] samples(int n) {
      return new long[] {n, 1, 28, 28};
    }

    @Override
    void layers(Graph graph) {
      String first = graph.deconvolution("latent", "first", 100, 128, 7, 1, 0, "Relu");
      String second = graph.deconvolution(first, "second", 128, 64, 4, 2, 1, "Relu");
      graph.deconvolution(second, "samples", 64, 1, 4, 2, 1, "Tanh");
    }
  };

  static final int LATENT_SIZE = 100;
  static final int SAMPLE_SIZE = 784;

  /** The dimensions of n latents. */
  long[] latents(int n) {
    return new long[] {n, LATENT_SIZE};
  }

  /** The dimensions of n samples. */
  long[] samples(int n) {
    return new long[] {n, SAMPLE_SIZE};
  }

  /** Adds the layers from "latent" to "samples". */
  abstract void layers(Graph graph);

  /** The bytes of the ONNX file. */
  byte[] bytes() {
    Graph graph = new Graph();
    layers(graph);
    return ModelProto.newBuilder()
        .setIrVersion(7)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
        .setGraph(
            graph
                .builder
                .setName(name())
                .addInput(value("latent", latents(-1)))
                .addOutput(value("samples", samples(-1))))
        .build()
        .toByteArray();
  }

  private static ValueInfoProto value(String name, long[] dims) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam("n");
    for (int d = 1; d < dims.length; d++) {
      shape.addDimBuilder().setDimValue(dims[d]);
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Layers in the order in which they are added. */
  static final class Graph {
    private final GraphProto.Builder builder = GraphProto.newBuilder();
    private final Random random = new Random(1);

    String linear(String from, String to, int in, int out, String activation) {
      String weight = weight(to + ".weight", 1 / Math.sqrt(in), in, out);
      String bias = weight(to + ".bias", 0.1, out);
      node(to + ".sum", "Gemm", List.of(from, weight, bias));
      return node(to, activation, List.of(to + ".sum"));
    }

    String deconvolution(
        String from, String to, int in, int out, int kernel, int stride, int pad, String then) {
      String weight = weight(to + ".weight", 1 / Math.sqrt(4.0 * in), in, out, kernel, kernel);
      String bias = weight(to + ".bias", 0.1, out);
      node(
          to + ".sum",
          "ConvTranspose",
          List.of(from, weight, bias),
          ints("strides", stride, stride),
          ints("pads", pad, pad, pad, pad));
      return node(to, then, List.of(to + ".sum"));
    }

    private String node(
        String to, String operator, List<String> from, AttributeProto... attributes) {
      builder.addNode(
          NodeProto.newBuilder()
              .setOpType(operator)
              .addAllInput(from)
              .addOutput(to)
              .addAllAttribute(List.of(attributes)));
      return to;
    }

    private static AttributeProto ints(String name, long... values) {
      AttributeProto.Builder attribute =
          AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
      for (long value : values) {
        attribute.addInts(value);
      }
      return attribute.build();
    }

    private String weight(String name, double deviation, int... dims) {
      TensorProto.Builder tensor =
          TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE);
      int elements = 1;
      for (int dim : dims) {
        tensor.addDims(dim);
        elements *= dim;
      }
      ByteBuffer bytes = ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < elements; i++) {
        bytes.putFloat((float) (random.nextGaussian() * deviation));
      }
      builder.addInitializer(tensor.setRawData(ByteString.copyFrom(bytes.flip())));
      return name;
    }
  }
}
