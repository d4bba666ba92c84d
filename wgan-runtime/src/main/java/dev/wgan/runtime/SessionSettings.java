package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;

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
      ProviderBackend.of(provider).addTo(settings);
      done = true;
      return settings;
    } finally {
      if (!done) {
        settings.close();
      }
    }
  }
}
