package dev.wgan.runtime;

import java.util.Locale;

/** The operating system and processor, as ONNX Runtime's jar names its folders of libraries. */
final class NativePlatform {
  private NativePlatform() {}

  /** Returns whether ONNX Runtime's jar has its library for this platform. */
  static boolean inJar() {
    return holds("onnxruntime");
  }

  /**
   * Returns whether ONNX Runtime's jar has libraries that are unpacked when a provider is asked
   * for.
   */
  static boolean hasProviders() {
    return holds("onnxruntime_providers_shared");
  }

  static boolean isWindows() {
    return property("os.name").contains("win") && !property("os.name").contains("darwin");
  }

  static boolean isArm64() {
    return property("os.arch").startsWith("aarch64");
  }

  private static boolean holds(String library) {
    String system = isWindows() ? "win" : property("os.name").contains("mac") ? "osx" : "linux";
    String processor =
        switch (property("os.arch")) {
          case "amd64", "x86_64" -> "x64";
          default -> property("os.arch");
        };
    String resource =
        "ai/onnxruntime/native/%s-%s/%s"
            .formatted(system, processor, System.mapLibraryName(library));
    ClassLoader loader = NativePlatform.class.getClassLoader();
    return (loader == null ? ClassLoader.getSystemClassLoader() : loader).getResource(resource)
        != null;
  }

  private static String property(String name) {
    return System.getProperty(name, "").toLowerCase(Locale.ROOT);
  }
}
