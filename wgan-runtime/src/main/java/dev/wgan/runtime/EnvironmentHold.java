package dev.wgan.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * A second reference to ONNX Runtime's environment, so that its shutdown hook does not free it.
 *
 * <p>Thread-safe. ONNX Runtime's Java classes free the environment in a shutdown hook, at the same
 * time as all other hooks: under runs that a draining server still makes, which crashes the
 * process. The native environment counts its references, and each creation of "another" environment
 * adds one to the only one there is; Java has no public method for that, hence reflection. Where
 * that fails, {@link #held} is false, and {@link ShutdownGuard} stops the runs before the hooks
 * begin.
 */
final class EnvironmentHold {
  private static final int LOG_WARNINGS = 2;

  private static volatile boolean tried;
  private static volatile boolean held;

  private EnvironmentHold() {}

  /** Takes the reference once; the environment must exist. */
  static void take() {
    if (!tried) {
      takeOnce();
    }
  }

  /** Returns whether the environment outlives the shutdown hooks. */
  static boolean held() {
    return held;
  }

  private static synchronized void takeOnce() {
    if (tried) {
      return;
    }
    tried = true;
    try {
      ClassLoader loader = OrtEnvironment.class.getClassLoader();
      Field api =
          Class.forName("ai.onnxruntime.OnnxRuntime", true, loader)
              .getDeclaredField("ortApiHandle");
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      create.setAccessible(true);
      long handle = api.getLong(null);
      held =
          handle != 0 && !Long.valueOf(0).equals(create.invoke(null, handle, LOG_WARNINGS, "wgan"));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      WarningLog.debug("runs will be stopped when the JVM's shutdown begins", e);
    }
  }
}
