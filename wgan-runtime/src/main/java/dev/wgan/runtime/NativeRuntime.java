package dev.wgan.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/** ONNX Runtime's environment, with a readable answer where it cannot be had. */
final class NativeRuntime {
  private static final String ENVIRONMENT_CLASS = "ai/onnxruntime/OrtEnvironment.class";

  private NativeRuntime() {}

  /** The process's environment; ONNX Runtime keeps it until the process ends. */
  static OrtEnvironment environment() {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      EnvironmentHold.take();
      return environment;
    } catch (LinkageError | IllegalStateException e) {
      throw NativeLoadFailure.of(e);
    } finally {
      UnpackedLibraries.clear();
    }
  }

  /** To be called before a model is loaded. */
  static void prepare() {
    ShutdownGuard.install();
    ShutdownGuard.check();
    try {
      Jars.check();
    } catch (LinkageError e) {
      throw NativeLoadFailure.of(e);
    }
  }

  /** Looks once for a second ONNX Runtime: the class path's first would win silently. */
  private static final class Jars {
    private static final List<String> FOUND = find();

    private Jars() {}

    static void check() {
      if (FOUND.size() > 1) {
        throw new ProviderException(
            "ONNX Runtime is on the class path "
                + FOUND.size()
                + " times: "
                + FOUND
                + "; keep one: onnxruntime for the CPU, or onnxruntime_gpu by depending on"
                + " wgan-runtime-cuda, and exclude the other");
      }
    }

    private static List<String> find() {
      ClassLoader loader = OrtEnvironment.class.getClassLoader();
      try {
        return Collections.list(
                (loader == null ? ClassLoader.getSystemClassLoader() : loader)
                    .getResources(ENVIRONMENT_CLASS))
            .stream()
            .map(URL::toString)
            .map(url -> url.replace("!/" + ENVIRONMENT_CLASS, "").replace(ENVIRONMENT_CLASS, ""))
            .distinct()
            .toList();
      } catch (IOException e) {
        // A class path that cannot be listed has at least the class that was loaded.
        return List.of();
      }
    }
  }
}
