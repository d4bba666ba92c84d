package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

/** Turns our options into ONNX Runtime's. */
final class SessionSettings {
  private SessionSettings() {}

  /** Options for a session on a provider; the caller closes them after the session. */
  static SessionOptions create(GeneratorOptions options, ExecutionProvider provider)
      throws OrtException {
    SessionOptions settings = new SessionOptions();
    boolean done = false;
    try {
      // Failures come back as exceptions; the native log would only repeat them on standard error.
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      settings.setIntraOpNumThreads(1);
      settings.setInterOpNumThreads(1);
      // The bytes are read in the format that was checked, whatever they look like.
      settings.addConfigEntry("session.load_model_format", "ONNX");
      settings.addConfigEntry("session.intra_op.allow_spinning", "0");
      settings.addConfigEntry("session.inter_op.allow_spinning", "0");
      settings.setCPUArenaAllocator(options.memoryArena());
      if (NativePlatform.isArm64()) {
        // ONNX Runtime 1.24 to 1.28 keep KleidiAI's buffers of every thread (their issue 29538).
        settings.addConfigEntry("mlas.disable_kleidiai", "1");
      }
      if (provider instanceof ExecutionProvider.Cuda cuda) {
        addCuda(settings, cuda);
      }
      done = true;
      return settings;
    } finally {
      if (!done) {
        settings.close();
      }
    }
  }

  /** Through typed options: only this way does a failure name the library that is missing. */
  private static void addCuda(SessionOptions settings, ExecutionProvider.Cuda cuda)
      throws OrtException {
    try (OrtCUDAProviderOptions provider = new OrtCUDAProviderOptions(cuda.device())) {
      if (cuda.memoryLimit() > 0) {
        provider.add("gpu_mem_limit", Long.toString(cuda.memoryLimit()));
      }
      provider.add(
          "arena_extend_strategy",
          switch (cuda.arenaStrategy()) {
            case NEXT_POWER_OF_TWO -> "kNextPowerOfTwo";
            case SAME_AS_REQUESTED -> "kSameAsRequested";
          });
      provider.add("cudnn_conv_algo_search", cuda.cudnnSearch().name());
      provider.add("enable_cuda_graph", cuda.cudaGraph() ? "1" : "0");
      provider.add("use_tf32", cuda.tf32() ? "1" : "0");
      settings.addCUDA(provider);
    }
  }
}
