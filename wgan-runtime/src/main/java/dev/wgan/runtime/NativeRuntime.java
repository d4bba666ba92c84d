package dev.wgan.runtime;

import ai.onnxruntime.OrtEnvironment;

/** ONNX Runtime's environment, with a readable answer where its native library cannot be loaded. */
final class NativeRuntime {
  private NativeRuntime() {}

  /** The process's environment; ONNX Runtime keeps it until the process ends. */
  static OrtEnvironment environment() {
    try {
      return OrtEnvironment.getEnvironment();
    } catch (LinkageError | IllegalStateException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new ProviderException(
          "ONNX Runtime's native library cannot be loaded: "
              + root.getMessage()
              + " (the temporary folder must be writable and allow execution, or"
              + " onnxruntime.native.path name the folder of the unpacked libraries)",
          e);
    }
  }
}
