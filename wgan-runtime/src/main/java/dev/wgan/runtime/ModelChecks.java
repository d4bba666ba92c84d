package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * The checks of a model before it is passed to ONNX Runtime, for programs that load models
 * themselves.
 *
 * <p>Thread-safe: there is no state. {@link Generator} makes these checks with every model.
 */
public final class ModelChecks {
  private ModelChecks() {}

  /**
   * Returns the parts of a model that would crash the process or need absurd amounts of memory:
   * settings by which ONNX Runtime divides, divisors that may be 0, sizes that no machine holds.
   *
   * @param name the model's name in messages
   * @param model the content of an ONNX file
   * @return sentences, each with the name of a node; none for a model that may be loaded
   * @throws ModelLoadException if it is not an ONNX model
   */
  public static List<String> dangers(String name, byte[] model) {
    Arguments.require(name, "name");
    Arguments.require(model, "model");
    return List.copyOf(GraphGuard.dangers(OnnxFile.parse(name, model)));
  }

  /**
   * Returns the same, except for the operators that options accept without a guard.
   *
   * @param name the model's name in messages
   * @param model the content of an ONNX file
   * @param options the options of loading the model
   * @return sentences, each with the name of a node; none for a model that these options load
   * @throws ModelLoadException if it is not an ONNX model
   */
  public static List<String> dangers(String name, byte[] model, GeneratorOptions options) {
    Arguments.require(name, "name");
    Arguments.require(model, "model");
    Arguments.require(options, "options");
    boolean unguarded = options.unguardedOperators();
    return List.copyOf(GraphGuard.dangers(OnnxFile.parse(name, model), unguarded));
  }

  /**
   * Refuses a model that must not be passed to ONNX Runtime: one with {@link #dangers}, or one with
   * external weights.
   *
   * @param name the model's name in messages
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

  /**
   * Refuses a model without external weights whose digest is not that of its content; a model that
   * states none passes.
   *
   * @param name the model's name in messages
   * @param model the content of an ONNX file
   * @throws ModelLoadException if it is damaged or was changed, or is not an ONNX model
   */
  public static void requireIntact(String name, byte[] model) {
    Arguments.require(name, "name");
    Arguments.require(model, "model");
    OnnxFile file = OnnxFile.parse(name, model);
    try (ExternalData none = ExternalData.open(name, file, Optional.empty())) {
      ModelDigest.check(name, file, model, none);
    }
  }
}
