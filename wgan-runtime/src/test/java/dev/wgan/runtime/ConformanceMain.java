package dev.wgan.runtime;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the ONNX project's test models whose folders a file lists, one a line, and prints a verdict
 * for each: {@code AGREE}, {@code DIFFER}, {@code REFUSED} or {@code FAILED}, a tab, the folder, a
 * tab, the reason.
 *
 * <p>Every input of the first data set is given by name and the first output is compared with the
 * stored one: the same dimensions, and values within 1e-7 + 0.001 × |expected| as in the ONNX
 * project's own test runner, or within a millionth of the largest value, which is what float32
 * holds of it.
 */
final class ConformanceMain {
  private ConformanceMain() {}

  public static void main(String[] arguments) throws IOException {
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      System.out.println("START\t" + line);
      System.out.flush();
      System.out.println(verdict(Path.of(line)));
      System.out.flush();
    }
  }

  private static String verdict(Path folder) {
    String name = folder.getFileName().toString();
    try {
      return compare(folder, name);
    } catch (GeneratorException e) {
      return "REFUSED\t%s\t%s: %s".formatted(name, e.getClass().getSimpleName(), e.getMessage());
    } catch (IOException | RuntimeException | Error e) {
      return "FAILED\t%s\t%s"
          .formatted(name, e.toString().lines().collect(Collectors.joining(" ")));
    }
  }

  private static String compare(Path folder, String name) throws IOException {
    Path file = folder.resolve("model.onnx");
    GraphProto graph = ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
    Path data = folder.resolve("test_data_set_0");
    Set<String> weights =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    List<ValueInfoProto> inputs =
        graph.getInputList().stream().filter(i -> !weights.contains(i.getName())).toList();
    Map<String, TensorData> values = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (!inputs.get(i).getType().hasTensorType()) {
        // A sequence or an optional value: the generator has to refuse it when it is loaded.
        continue;
      }
      Path stored = data.resolve("input_" + i + ".pb");
      int type = inputs.get(i).getType().getTensorType().getElemType();
      values.put(inputs.get(i).getName(), ProtoTensors.read(Files.readAllBytes(stored), type));
    }
    GeneratorOptions options =
        GeneratorOptions.of(
            o -> {
              if (graph.getOutputCount() > 1) {
                o.output(graph.getOutput(0).getName());
              }
            });
    try (Generator generator = Generator.load(file, options)) {
      SampleRequest request = SampleRequest.of(generator.info().count(values).orElse(1));
      for (Map.Entry<String, TensorData> value : values.entrySet()) {
        request = request.input(value.getKey(), value.getValue());
      }
      Samples samples = generator.sample(request);
      int type = graph.getOutput(0).getType().getTensorType().getElemType();
      TensorData expected =
          ProtoTensors.read(Files.readAllBytes(data.resolve("output_0.pb")), type);
      return difference(samples.toTensor(), expected)
          .map(found -> "DIFFER\t" + name + "\t" + found)
          .orElse("AGREE\t" + name + "\t" + samples);
    }
  }

  private static java.util.Optional<String> difference(TensorData found, TensorData expected) {
    List<Integer> shape = new ArrayList<>(found.shape());
    boolean whole =
        shape.equals(expected.shape())
            || (shape.get(0) == 1 && shape.subList(1, shape.size()).equals(expected.shape()));
    if (!whole) {
      return java.util.Optional.of(
          "shape %s where %s is stored".formatted(found.shape(), expected.shape()));
    }
    float[] values = found.floats();
    float[] stored = expected.floats();
    float largest = 0;
    for (float value : stored) {
      largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    for (int i = 0; i < values.length; i++) {
      boolean same = Float.floatToIntBits(values[i]) == Float.floatToIntBits(stored[i]);
      if (!same
          && !(Math.abs(values[i] - stored[i])
              <= 1e-7 + 1e-6 * largest + 1e-3 * Math.abs(stored[i]))) {
        return java.util.Optional.of(
            "value %d is %s where %s is stored".formatted(i, values[i], stored[i]));
      }
    }
    return java.util.Optional.empty();
  }
}
