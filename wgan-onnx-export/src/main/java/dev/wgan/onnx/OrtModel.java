package dev.wgan.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.wgan.onnx.graph.GraphFile;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A model loaded in ONNX Runtime with common settings.
 *
 * <p>Not thread-safe. The caller closes it.
 */
final class OrtModel implements AutoCloseable {
  private static final long LARGE = 64 << 20;

  private final OrtSession session;
  private final OrtSession.SessionOptions settings;

  private OrtModel(OrtSession session, OrtSession.SessionOptions settings) {
    this.session = session;
    this.settings = settings;
  }

  /** Loads a file on the CPU with one thread. */
  static OrtModel open(Path file) {
    OrtSession.SessionOptions settings = new OrtSession.SessionOptions();
    try {
      settings.setIntraOpNumThreads(1);
      settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      if (size(file) > LARGE) {
        // A second copy of every weight for speed is not worth its memory here.
        settings.addConfigEntry("session.disable_prepacking", "1");
      }
      OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), settings);
      return new OrtModel(session, settings);
    } catch (OrtException e) {
      settings.close();
      throw new ExportException("ONNX Runtime does not load the graph: " + reason(e), e);
    }
  }

  private static long size(Path file) {
    try {
      Path data = file.resolveSibling(GraphFile.externalName(file));
      return Files.size(file) + (Files.exists(data) ? Files.size(data) : 0);
    } catch (IOException e) {
      throw new ExportException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The dimensions of an output as the graph declares them, -1 for open ones. */
  long[] outputShape(String name) {
    try {
      NodeInfo output = session.getOutputInfo().get(name);
      if (output != null && output.getInfo() instanceof TensorInfo tensor) {
        return tensor.getShape();
      }
      throw new ExportException("the graph has no output '%s'".formatted(name));
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  /** Computes outputs; unsigned bytes become 0 to 255. */
  Map<String, float[]> run(Map<String, TensorData> inputs, List<String> outputs) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, TensorData> input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getValue()));
      }
      Map<String, float[]> results = new LinkedHashMap<>();
      try (OrtSession.Result result =
          session.run(tensors, new java.util.LinkedHashSet<>(outputs))) {
        for (String name : outputs) {
          OnnxTensor tensor =
              (OnnxTensor)
                  result
                      .get(name)
                      .orElseThrow(() -> new ExportException("no output '%s'".formatted(name)));
          results.put(name, floats(tensor));
        }
      }
      return results;
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(TensorData data) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = data.shape().stream().mapToLong(Integer::longValue).toArray();
    boolean labels = data.type() == TensorData.ElementType.INT64;
    int bytes = data.elements() * (labels ? Long.BYTES : Float.BYTES);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    if (labels) {
      buffer.asLongBuffer().put(data.longs());
      return OnnxTensor.createTensor(environment, buffer.asLongBuffer(), shape);
    }
    buffer.asFloatBuffer().put(data.floats());
    return OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), shape);
  }

  private static float[] floats(OnnxTensor tensor) {
    if (tensor.getInfo().type == ai.onnxruntime.OnnxJavaType.FLOAT) {
      float[] values = new float[Math.toIntExact(tensor.getInfo().getNumElements())];
      tensor.getFloatBuffer().get(values);
      return values;
    }
    ByteBuffer bytes = tensor.getByteBuffer();
    float[] values = new float[bytes.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.get(i) & 0xFF;
    }
    return values;
  }

  private static ExportException failed(OrtException e) {
    return new ExportException("ONNX Runtime does not run the graph: " + reason(e), e);
  }

  /** The whole reason as one paragraph, without the stack trace of the native library. */
  static String reason(OrtException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .map(String::strip)
        .takeWhile(line -> !line.startsWith("at ") && !line.startsWith("Stacktrace"))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failed(e);
    } finally {
      settings.close();
    }
  }
}
