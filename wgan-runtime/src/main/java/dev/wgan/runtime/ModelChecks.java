package dev.wgan.runtime;

import java.util.List;

/**
 * The checks that a model passes before ONNX Runtime is given it, for programs that load models
 * themselves.
 *
 * <p>Thread-safe: there is no state. {@link Generator} makes these checks with every model.
 */
public final class ModelChecks {
  private ModelChecks() {}

  /**
   * Returns what in a model would end the process, or ask for absurd amounts of memory: settings by
   * which ONNX Runtime divides, divisors that may be 0, sizes that no machine holds.
   *
   * @param name what to call the model in messages
   * @param model the content of an ONNX file
   * @return sentences, each of which names the node; none for a model that may be loaded
   * @throws ModelLoadException if it is not an ONNX model
   */
  public static List<String> dangers(String name, byte[] model) {
    Arguments.require(name, "name");
    Arguments.require(model, "model");
    return List.copyOf(GraphGuard.dangers(OnnxFile.parse(name, model)));
  }

  /**
   * Refuses a model that ONNX Runtime must not be given: one with {@link #dangers}, or one that
   * keeps weights in other files.
   *
   * @param name what to call the model in messages
   * @param model the content of an ONNX file
   * @throws ModelLoadException if it is such a model, or not an ONNX model
   */
  public static void requireSafe(String name, byte[] model) {
    Arguments.require(name, "name");
    Arguments.require(model, "model");
    OnnxFile file = OnnxFile.parse(name, model);
    if (!file.externalData().isEmpty()) {
      throw new ModelLoadException(
          "%s keeps weights in the file '%s': expected them within the model"
              .formatted(name, file.externalData().first()));
    }
    GraphGuard.check(name, file);
  }
}
