package dev.wgan.onnx.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.wgan.runtime.internal.DigestHead;
import dev.wgan.runtime.internal.MetadataKeys;
import dev.wgan.runtime.internal.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a graph as an ONNX file: equal graphs and properties always give equal bytes.
 *
 * <p>The file is written in one pass and values are streamed from their buffers, so that a
 * network's weights exist once. Field numbers are those of onnx.proto.
 */
public final class GraphFile {
  /** Protobuf's own limit is 2^31 - 1; the rest is for metadata. */
  private static final long MAX_GRAPH = Integer.MAX_VALUE - (64L << 20);

  /** Smaller constants stay in the graph: shapes are read while a model is loaded. */
  private static final long MIN_EXTERNAL = 1024;

  /** Readers map the file: values start at a page. */
  private static final int PAGE = 4096;

  private static final String GRAPH_NAME = "generator";
  private static final String PRODUCER = "wgan-onnx-export";

  private final Graph graph;
  private final Map<String, Long> offsets = new LinkedHashMap<>();
  private final String location;

  private GraphFile(Graph graph, String location) {
    this.graph = graph;
    this.location = location;
  }

  /**
   * A written file.
   *
   * @param bytes the size of the file
   * @param externalBytes the size of the file of external data, 0 if there is none
   * @param digest SHA-256 over the metadata, the versions of format and operators, the graph and
   *     the external data, lower-case hexadecimal
   */
  public record Written(long bytes, long externalBytes, String digest) {}

  /**
   * Returns the name of the file that holds external data.
   *
   * @param file the ONNX file
   * @return its name with {@code .data} appended
   */
  public static String externalName(Path file) {
    return file.getFileName() + ".data";
  }

  /**
   * Writes a graph.
   *
   * @param graph the graph
   * @param properties the metadata properties; the digest is added
   * @param external whether large constants go into a file of their own next to it; they always do
   *     if the model exceeds 2 GB
   * @param file the file, which is replaced if it exists
   * @return the written file
   * @throws IOException if writing fails; a partial file may then exist
   */
  public static Written write(
      Graph graph, Map<String, String> properties, boolean external, Path file) throws IOException {
    GraphFile writer = new GraphFile(graph, externalName(file));
    if (external || writer.graphSize() > MAX_GRAPH) {
      writer.layOut();
    }
    return writer.write(properties, file);
  }

  private void layOut() {
    long offset = 0;
    for (Constant constant : graph.constants().values()) {
      if (constant.bytes() >= MIN_EXTERNAL) {
        offsets.put(constant.name(), offset);
        offset = Math.floorDiv(offset + constant.bytes() + PAGE - 1, PAGE) * PAGE;
      }
    }
  }

  private Written write(Map<String, String> properties, Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    String head = DigestHead.text(properties, irVersion(graph.opset()), Map.of("", graph.opset()));
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    writeGraph(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    long externalBytes = 0;
    if (!offsets.isEmpty()) {
      Path data = file.resolveSibling(location);
      try (OutputStream to =
          new DigestOutputStream(
              new BufferedOutputStream(Files.newOutputStream(data), 1 << 16), digest)) {
        writeExternal(to);
      }
      externalBytes = Files.size(data);
    }
    String hex = Sha256.hex(digest);
    Map<String, String> all = new TreeMap<>(properties);
    MetadataKeys.SHA256.write(hex, all);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.writeInt64(1, irVersion(graph.opset()));
      coded.writeString(2, PRODUCER);
      coded.writeMessage(8, OperatorSetIdProto.newBuilder().setVersion(graph.opset()).build());
      for (Map.Entry<String, String> property : all.entrySet()) {
        coded.writeMessage(14, Protobuf.entry(property));
      }
      // The graph comes last, so that a truncated file lacks part of it: a file
      // without only its last properties would be a valid model for every reader.
      coded.writeTag(7, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      coded.writeUInt64NoTag(graphSize());
      coded.flush();
      writeGraph(out);
      out.flush();
      return new Written(Files.size(file), externalBytes, hex);
    }
  }

  private void writeExternal(OutputStream out) throws IOException {
    long position = 0;
    for (Map.Entry<String, Long> entry : offsets.entrySet()) {
      out.write(new byte[(int) (entry.getValue() - position)]);
      Constant constant = constant(entry.getKey());
      ConstantBytes.write(constant, out);
      position = entry.getValue() + constant.bytes();
    }
  }

  private Constant constant(String name) {
    Constant constant = graph.constants().get(name);
    if (constant == null) {
      throw new IllegalStateException("no constant " + name);
    }
    return constant;
  }

  /** GraphProto: node = 1, name = 2, initializer = 5, input = 11, output = 12, value_info = 13. */
  private void writeGraph(OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    for (Node node : graph.nodes()) {
      coded.writeMessage(1, Protobuf.node(node));
    }
    coded.writeString(2, GRAPH_NAME);
    for (Constant constant : graph.constants().values()) {
      coded.writeTag(5, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      coded.writeUInt64NoTag(tensorSize(constant));
      head(constant).writeTo(coded);
      if (!offsets.containsKey(constant.name())) {
        coded.writeTag(9, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        coded.writeUInt64NoTag(constant.bytes());
        coded.flush();
        ConstantBytes.write(constant, out);
      }
    }
    for (Graph.Port input : graph.inputs()) {
      coded.writeMessage(11, port(input));
    }
    for (Graph.Port output : graph.outputs()) {
      coded.writeMessage(12, port(output));
    }
    for (ValueInfoProto value : inner()) {
      coded.writeMessage(13, value);
    }
    coded.flush();
  }

  private long graphSize() {
    long size = CodedOutputStream.computeStringSize(2, GRAPH_NAME);
    for (Node node : graph.nodes()) {
      NodeProto message = Protobuf.node(node);
      size += CodedOutputStream.computeMessageSize(1, message);
    }
    for (Constant constant : graph.constants().values()) {
      size += sized(5, tensorSize(constant));
    }
    for (Graph.Port input : graph.inputs()) {
      size += CodedOutputStream.computeMessageSize(11, port(input));
    }
    for (Graph.Port output : graph.outputs()) {
      size += CodedOutputStream.computeMessageSize(12, port(output));
    }
    for (ValueInfoProto value : inner()) {
      size += CodedOutputStream.computeMessageSize(13, value);
    }
    return size;
  }

  private TensorProto head(Constant constant) {
    Long offset = offsets.get(constant.name());
    return offset == null
        ? Protobuf.tensor(constant).build()
        : Protobuf.external(constant, location, offset);
  }

  /** TensorProto: raw_data = 9, the last of its fields here. */
  private long tensorSize(Constant constant) {
    long head = head(constant).getSerializedSize();
    return offsets.containsKey(constant.name()) ? head : head + sized(9, constant.bytes());
  }

  private static long sized(int field, long length) {
    return CodedOutputStream.computeTagSize(field)
        + CodedOutputStream.computeUInt64SizeNoTag(length)
        + length;
  }

  /** The shapes of the layers' outputs, for viewers of the graph. */
  private List<ValueInfoProto> inner() {
    List<ValueInfoProto> values = new ArrayList<>();
    for (String name : new java.util.LinkedHashSet<>(graph.layers().values())) {
      boolean shown = graph.outputs().stream().anyMatch(output -> output.name().equals(name));
      if (!shown && graph.shapes().containsKey(name)) {
        values.add(
            Protobuf.value(new Graph.Port(name, ElementType.FLOAT, graph.shape(name)), graph));
      }
    }
    return values;
  }

  private ValueInfoProto port(Graph.Port port) {
    return Protobuf.value(port, graph);
  }

  /** The oldest version of the file format that supports an opset. */
  private static int irVersion(int opset) {
    if (opset <= 11) {
      return opset - 5;
    }
    return opset <= 14 ? 7 : opset <= 18 ? 8 : opset <= 20 ? 9 : 10;
  }
}
