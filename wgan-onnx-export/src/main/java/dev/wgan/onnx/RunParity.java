package dev.wgan.onnx;

import dev.wgan.network.NetworkException;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.TensorData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Compares a model with the network and the weights that it should compute, whenever and by
 * whatever tool it was written.
 *
 * <p>Thread-safe: there is no state.
 */
final class RunParity {
  /** The most multiplications of the reference, which computes about 10^9 per second. */
  private static final long WORK = 1_500_000_000L;

  private static final int MAX_SAMPLES = 16;

  /** A seed that differs from that of the golden samples in the file. */
  private static final long SEED = 1;

  private RunParity() {}

  /**
   * Compares samples of a model with those of the network's definition.
   *
   * @param model the ONNX file
   * @param info the runtime's description of the model
   * @param generator the network with its weights
   * @return their differences
   * @throws NetworkException if the inputs or samples of the two differ in shape
   */
  static Parity of(Path model, ModelInfo info, TrainedGenerator generator) {
    boolean bytes = info.output().type() == TensorData.ElementType.UINT8;
    int n = info.frozenBatch() > 0 ? info.frozenBatch() : samples(generator);
    ProofInputs inputs =
        ProofInputs.draw(
            generator.network(), generator.latents(), generator.data().range(), n, SEED);
    List<String> given = info.inputs().stream().map(input -> input.name()).sorted().toList();
    List<String> expectedInputs = inputs.tensors().keySet().stream().sorted().toList();
    if (!given.equals(expectedInputs)) {
      throw new NetworkException(
          "the model has the inputs %s where the network has %s".formatted(given, expectedInputs));
    }
    float[] expected =
        ReferenceNetwork.run(generator.network(), generator.weights(), inputs.values()).toFloats();
    String name = info.output().name();
    float[] found;
    try (OrtModel loaded = OrtModel.open(model)) {
      found = loaded.run(inputs.tensors(), List.of(name)).getOrDefault(name, new float[0]);
    }
    if (found.length != expected.length) {
      throw new NetworkException(
          "the model's samples have %s values where the network's have %s"
              .formatted(found.length / n, expected.length / n));
    }
    Tolerance tolerance =
        Tolerance.of(precision(info), bytes ? ImageOutput.UINT8 : ImageOutput.FLOAT);
    Parity.Errors errors = new Parity.Errors(tolerance.scale());
    for (int i = 0; i < expected.length; i++) {
      float value = bytes ? generator.data().range().toByte(expected[i]) : expected[i];
      errors.add(value, found[i]);
    }
    return errors.parity("the run's weights", n, List.of(n), tolerance.relative());
  }

  private static Precision precision(ModelInfo info) {
    return Arrays.stream(Precision.values())
        .filter(precision -> info.precision().filter(precision.label()::equals).isPresent())
        .findFirst()
        .orElse(Precision.FP32);
  }

  private static int samples(TrainedGenerator generator) {
    long each = Math.max(1, generator.network().multiplications());
    return (int) Math.max(1, Math.min(MAX_SAMPLES, WORK / each));
  }
}
