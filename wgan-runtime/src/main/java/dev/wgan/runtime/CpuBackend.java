package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Optional;

/** The CPU, which every session of ONNX Runtime has: a model that fails on it cannot be loaded. */
record CpuBackend() implements ProviderBackend {
  @Override
  public void addTo(SessionOptions settings) {}

  @Override
  public boolean promisesBits() {
    return true;
  }

  @Override
  public String reasonForCpu(String model, OrtException failure) {
    throw unloadable(model, failure);
  }

  static ModelLoadException unloadable(String model, OrtException failure) {
    Optional<String> newer = NewerVersion.sentence(failure);
    return newer.isPresent()
        ? new ModelLoadException(model + " " + newer.get(), failure)
        : new ModelLoadException(
            model + " is not a model that ONNX Runtime can load: " + Messages.reason(failure),
            failure);
  }
}
