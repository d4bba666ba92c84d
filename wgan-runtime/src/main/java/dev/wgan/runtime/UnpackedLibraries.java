package dev.wgan.runtime;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Clears the temporary folder into which ONNX Runtime unpacks its libraries.
 *
 * <p>Thread-safe. ONNX Runtime asks the JVM to delete the folder and then its files at exit; the
 * JVM goes backwards, finds the folder not empty and leaves it. A killed JVM leaves everything.
 * Hence the files go as soon as they are loaded: a loaded library needs its file no more, except
 * under Windows, and except for those of the CUDA build, which finds its other libraries by it.
 */
final class UnpackedLibraries {
  private static final AtomicBoolean CLEARED = new AtomicBoolean();

  private UnpackedLibraries() {}

  /** To be called after ONNX Runtime was loaded, or failed to be. */
  static void clear() {
    if (!CLEARED.compareAndSet(false, true)) {
      return;
    }
    Path folder = folder();
    if (folder == null) {
      return;
    }
    if (NativePlatform.isWindows() || NativePlatform.hasProviders()) {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "wgan-unpacked"));
      } catch (IllegalStateException e) {
        // The JVM is going down; ONNX Runtime's own attempt has to do.
      }
    } else {
      delete(folder);
    }
  }

  /**
   * ONNX Runtime does not publish its folder's name; if the field changes, only the clearing is
   * lost.
   */
  private static @Nullable Path folder() {
    try {
      Class<?> type =
          Class.forName("ai.onnxruntime.OnnxRuntime", false, NativeRuntime.class.getClassLoader());
      Field field = type.getDeclaredField("tempDirectory");
      field.setAccessible(true);
      return (Path) field.get(null);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  /** As far as it can be deleted; the rest is harmless. */
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.getLogger(Generator.class.getName())
          .log(System.Logger.Level.DEBUG, "{0} cannot be deleted: {1}", folder, e.toString());
    }
  }
}
