package dev.wgan.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs models in whatever ONNX Runtime is on the class path, by the API that version 1.10 had, and
 * prints how far samples are from those given.
 */
final class OldRuntimeMain {
  private OldRuntimeMain() {}

  /** Arguments: the models; beside each, NAME.in and NAME.out as raw floats. */
  public static void main(String[] arguments) throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    for (String argument : arguments) {
      Path model = Path.of(argument);
      FloatBuffer latents = floats(model, ".in");
      FloatBuffer expected = floats(model, ".out");
      try (OrtSession session =
          environment.createSession(argument, new OrtSession.SessionOptions())) {
        String input = session.getInputNames().iterator().next();
        long[] shape = {InteropCheck.SAMPLES, latents.remaining() / InteropCheck.SAMPLES};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, latents, shape);
            OrtSession.Result result = session.run(Map.of(input, tensor))) {
          // The result closes its tensors; twice would be a crash.
          OnnxTensor samples = (OnnxTensor) result.get(0);
          System.out.println(model.getFileName() + " " + error(samples, expected));
        }
      }
    }
  }

  private static double error(OnnxTensor samples, FloatBuffer expected) {
    ByteBuffer bytes = samples.getByteBuffer().order(ByteOrder.nativeOrder());
    boolean floats = bytes.remaining() == expected.remaining() * Float.BYTES;
    double error = 0;
    double scale = 0;
    for (int i = 0; i < expected.remaining(); i++) {
      double found = floats ? bytes.getFloat(i * Float.BYTES) : Byte.toUnsignedInt(bytes.get(i));
      error = Math.max(error, Math.abs(found - expected.get(i)));
      scale = Math.max(scale, Math.abs(expected.get(i)));
    }
    return error / scale;
  }

  private static FloatBuffer floats(Path model, String suffix) throws IOException {
    String stem = String.valueOf(model.getFileName()).replaceAll("\\.onnx$", "");
    byte[] bytes = Files.readAllBytes(model.resolveSibling(stem + suffix));
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder());
    direct.put(bytes).flip();
    return direct.asFloatBuffer();
  }
}
