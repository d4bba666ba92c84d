package dev.wgan.runtime;

import java.nio.file.Path;

/**
 * A loaded model of any task.
 *
 * <p>Implementations are thread-safe. The caller closes it; closing waits for calls in flight.
 */
public sealed interface LoadedModel extends AutoCloseable permits Generator, Upscaler, Inpainter {
  /**
   * Loads a model through the class of its task, for programs that take models of every task.
   *
   * @param file an ONNX file
   * @param options the options of loading; an upscaler and an inpainter take those that {@link
   *     ImageOptions} has, too
   * @return the model, which the caller closes
   * @throws ModelLoadException if the file cannot be read or is damaged
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if a self-test was requested and failed
   */
  static LoadedModel open(Path file, GeneratorOptions options) {
    Arguments.require(file, "file");
    Arguments.require(options, "options");
    ModelSource source = ModelSource.of(file, options);
    return switch (source.metadata().task()) {
      case GENERATE -> Generator.load(source, options);
      case UPSCALE -> Upscaler.load(source, ImageOptions.of(options));
      case INPAINT -> Inpainter.load(source, ImageOptions.of(options));
    };
  }

  /**
   * Returns the description of the model.
   *
   * @return the description; it stays valid after closing
   */
  ModelInfo info();

  /**
   * Returns the provider that the model runs on, with the reason of a fallback.
   *
   * @return the provider
   */
  ActiveProvider provider();

  /**
   * Runs the model's golden inputs and compares the outputs with the golden samples in the file.
   * This checks that this machine and execution provider compute the trained network.
   *
   * @return the differences, all within the tolerance
   * @throws SelfTestException if a difference exceeds the tolerance, or the model has no golden
   *     samples
   * @throws RunException if the run fails
   * @throws IllegalStateException if the model is closed
   */
  SelfTestResult selfTest();

  @Override
  void close();
}
