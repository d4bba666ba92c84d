package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/**
 * The behaviour of an execution provider: what its settings mean to ONNX Runtime, what it promises,
 * and what follows if it cannot run.
 *
 * <p>Immutable and thread-safe.
 */
sealed interface ProviderBackend permits CpuBackend, CudaBackend {
  /**
   * Returns the backend of a provider: the only place that tells providers apart.
   *
   * @throws IllegalStateException if the provider has none
   */
  static ProviderBackend of(ExecutionProvider provider) {
    if (provider instanceof ExecutionProvider.Cpu) {
      return new CpuBackend();
    }
    if (provider instanceof ExecutionProvider.Cuda cuda) {
      return new CudaBackend(cuda);
    }
    throw new IllegalStateException("the execution provider %s has no backend".formatted(provider));
  }

  /** Adds the provider to the options of a session. */
  void addTo(SessionOptions settings) throws OrtException;

  /** Returns whether the bits of a sample may not depend on the samples that run with it. */
  boolean promisesBits();

  /**
   * Returns why the CPU replaces this provider after a session could not be created on it.
   *
   * @throws ProviderException if the options do not allow the CPU
   * @throws ModelLoadException if the model is the reason, since the provider can always run
   */
  String reasonForCpu(String model, OrtException failure);
}
