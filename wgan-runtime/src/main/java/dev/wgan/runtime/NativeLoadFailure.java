package dev.wgan.runtime;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Explains why ONNX Runtime's native library could not be loaded, each cause with its remedy.
 *
 * <p>Thread-safe. The JVM reports the cause of a failed class only once; the first explanation is
 * kept for later calls.
 */
final class NativeLoadFailure {
  private static final String FAILED = "ONNX Runtime's native library cannot be loaded: ";
  private static final String MANUAL =
      "unpack the libraries of ONNX Runtime's jar once and name their folder with the property"
          + " onnxruntime.native.path";

  private static volatile @Nullable String first;

  private NativeLoadFailure() {}

  static ProviderException of(Throwable e) {
    String sentence = first;
    if (sentence == null) {
      sentence = FAILED + reason(e, System.getProperty("java.io.tmpdir", ""));
      first = sentence;
    }
    return new ProviderException(sentence, e);
  }

  /** Returns what failed and what helps, by the exception at the root and by the JVM's message. */
  static String reason(Throwable e, String temporary) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    // With its type, which the message of a class that failed earlier has instead of a cause.
    String text = root.toString();
    String told = Messages.reason(root);
    if (text.contains("Illegal native access")) {
      return "this JVM refuses native access: start it with --enable-native-access=ALL-UNNAMED, or"
          + " with --enable-native-access=com.microsoft.onnxruntime where that is a module";
    } else if (text.contains("java.util.logging") || text.contains("java/util/logging")) {
      return "the Java runtime image has no module java.logging, which ONNX Runtime needs: make"
          + " the image with it";
    } else if (isMissing(text)) {
      return "ONNX Runtime is not on the class path: add com.microsoft.onnxruntime:onnxruntime,"
          + " which wgan-runtime depends on";
    } else if (text.contains("another classloader")) {
      return told
          + "; a library belongs to one class loader of a JVM: put ONNX Runtime and wgan-runtime"
          + " into a class loader that all applications share, or do without"
          + " onnxruntime.native.path, so that each class loader unpacks a copy of its own";
    } else if (text.contains("mismatch between the ORT class files")) {
      return "its version is not that of ONNX Runtime's classes: unpack the library of the same"
          + " jar into the folder that onnxruntime.native.path names";
    } else if (text.contains("not found at")) {
      return told + ": " + MANUAL;
    } else if (text.contains("in java.library.path") || text.contains("Unsupported ")) {
      return platformOrUnpacking(temporary);
    }
    return ofFolder(root, text, told, temporary);
  }

  private static boolean isMissing(String text) {
    boolean missing = text.contains("NoClassDefFound") || text.contains("ClassNotFound");
    return missing
        && (text.contains("ai.onnxruntime") || text.contains("ai/onnxruntime"))
        && !text.contains("Could not initialize");
  }

  /** ONNX Runtime looks there after it found no library in its jar, or could not unpack it. */
  private static String platformOrUnpacking(String temporary) {
    if (NativePlatform.inJar()) {
      return "it cannot be unpacked into the folder java.io.tmpdir = %s, which may be full: make"
              .formatted(temporary)
          + " room for its 24 MB, or "
          + MANUAL;
    }
    return "ONNX Runtime's jar has none for %s on %s: it has those for Linux x86-64 and aarch64,"
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
        + " macOS aarch64 and Windows x86-64";
  }

  private static String ofFolder(Throwable root, String text, String told, String temporary) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("failed to map segment") || lower.contains("operation not permitted")) {
      return "%s: its folder must allow execution (it may be mounted noexec); set java.io.tmpdir"
              .formatted(told)
          + " to one that does, or "
          + MANUAL;
    } else if (lower.contains("glibc") || lower.contains("ld-linux") || lower.contains("libstdc")) {
      return told
          + ": it needs glibc 2.27 or newer and libstdc++, which images of Alpine (musl) do not"
          + " have; use an image of Debian, Ubuntu or Red Hat's family";
    } else if (root instanceof FileSystemException || root instanceof IOException) {
      return "%s (java.io.tmpdir = %s must be a writable folder, even where onnxruntime.native.path"
              .formatted(root, temporary)
          + " is set)";
    }
    return told
        + " (java.io.tmpdir must be a writable folder, and allow execution unless"
        + " onnxruntime.native.path names a folder of the unpacked libraries)";
  }
}
