package dev.wgan.onnx;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.onnx.graph.Graph;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The {@code wgan.} properties by which a model describes itself: flat ASCII strings. */
final class ModelProperties {
  private static final String FORMAT = "2";
  private static final int ASCII = 0x7F;

  private final Map<String, String> properties = new TreeMap<>();

  ModelProperties(NetworkSpec network, Graph graph, ExportOptions options) {
    this(network);
    properties.put("wgan.format", FORMAT);
    properties.put("wgan.precision", options.precision().label());
    properties.put("wgan.output", graph.outputs().get(0).name());
  }

  private ModelProperties(NetworkSpec network) {
    properties.put("wgan.sample.shape", dims(network.outputShape()));
    for (InputSpec input : network.inputs()) {
      String role = input.role().name().toLowerCase(Locale.ROOT);
      boolean first = properties.putIfAbsent("wgan.input." + role, input.name()) == null;
      if (first && input.role() == InputSpec.Role.LATENT) {
        properties.put("wgan.latent.shape", dims(input.shape()));
      } else if (first && input.role() == InputSpec.Role.LABEL) {
        names("wgan.classes", numbers(input.classes()));
      }
    }
  }

  /** The properties that every export of a run writes, whatever its precision. */
  static Map<String, String> ofRun(TrainedGenerator generator, ImageOutput output) {
    ModelProperties properties = new ModelProperties(generator.network());
    properties.describe(generator, output);
    return properties.map();
  }

  private static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
  }

  private static String dims(Shape shape) {
    return shape.dims().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  void latents(LatentDistribution distribution) {
    properties.put("wgan.latent.distribution", distribution.name().toLowerCase(Locale.ROOT));
  }

  /** What is known of a generator beyond its network. */
  void describe(TrainedGenerator generator, ImageOutput output) {
    latents(generator.latents());
    var data = generator.data();
    properties.put("wgan.sample.kind", data.kind().name().toLowerCase(Locale.ROOT));
    properties.put(
        "wgan.sample.range",
        output == ImageOutput.UINT8 ? "0.0,255.0" : data.range().low() + "," + data.range().high());
    for (InputSpec input : generator.network().inputs()) {
      boolean named = input.role() == InputSpec.Role.LABEL && !data.classes().isEmpty();
      if (named && input.classes() != data.classes().size()) {
        throw new ExportException(
            "the input '%s' has %s classes where the data have %s: %s"
                .formatted(input.name(), input.classes(), data.classes().size(), data.classes()));
      }
    }
    if (!data.classes().isEmpty()) {
      names("wgan.classes", data.classes());
    }
    if (!data.columns().isEmpty()) {
      names("wgan.table.columns", data.columns());
      floats("wgan.table.mean", data.mean());
      floats("wgan.table.scale", data.scale());
    }
    generator
        .training()
        .forEach((key, value) -> properties.put("wgan.training." + ascii(key), ascii(value)));
  }

  /** Inputs with the samples that were computed from them. */
  void golden(ProofInputs inputs, float[] samples, boolean bytes, double tolerance) {
    properties.put("wgan.golden.size", String.valueOf(inputs.n()));
    properties.put("wgan.golden.tolerance", String.valueOf((float) tolerance));
    inputs
        .tensors()
        .forEach((name, tensor) -> properties.put("wgan.golden.input." + name, base64(tensor)));
    byte[] raw = new byte[samples.length * (bytes ? 1 : Float.BYTES)];
    ByteBuffer buffer = littleEndian(raw);
    for (float sample : samples) {
      if (bytes) {
        buffer.put((byte) sample);
      } else {
        buffer.putFloat(sample);
      }
    }
    properties.put("wgan.golden.output", Base64.getEncoder().encodeToString(raw));
  }

  private static String base64(TensorData tensor) {
    boolean labels = tensor.type() == TensorData.ElementType.INT64;
    byte[] raw = new byte[tensor.elements() * (labels ? Long.BYTES : Float.BYTES)];
    if (labels) {
      littleEndian(raw).asLongBuffer().put(tensor.longs());
    } else {
      littleEndian(raw).asFloatBuffer().put(tensor.floats());
    }
    return Base64.getEncoder().encodeToString(raw);
  }

  private static ByteBuffer littleEndian(byte[] raw) {
    return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void floats(String key, List<Float> values) {
    properties.put(key, values.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  private void names(String key, List<String> names) {
    List<String> encoded = new ArrayList<>();
    names.forEach(name -> encoded.add(percentEncoded(name)));
    properties.put(key, String.join(",", encoded));
  }

  /** Leaves letters, digits and a little punctuation, and encodes the UTF-8 bytes of the rest. */
  static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c > ' ' && c < ASCII && c != '%' && c != ',';
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }

  /** Escapes as Java does what is not ASCII. */
  private static String ascii(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(c < ASCII ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return escaped.toString();
  }

  Map<String, String> map() {
    return new TreeMap<>(properties);
  }
}
