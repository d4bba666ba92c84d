package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import org.junit.jupiter.api.Test;

class SessionSettingsTest {
  @Test
  void leakingKernelsAreOffOnArm64Only() throws OrtException {
    String before = System.getProperty("os.arch");
    NativeRuntime.environment();
    try {
      assertThat(kleidiAi("aarch64")).isEqualTo("1");
      assertThat(kleidiAi("amd64")).isEqualTo("not set");
    } finally {
      System.setProperty("os.arch", before);
    }
  }

  private static String kleidiAi(String processor) throws OrtException {
    System.setProperty("os.arch", processor);
    try (SessionOptions settings =
        SessionSettings.create(GeneratorOptions.defaults(), ExecutionProvider.cpu())) {
      return settings.getConfigEntries().getOrDefault("mlas.disable_kleidiai", "not set");
    }
  }
}
