package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model's bytes, checked before ONNX Runtime sees them: its size, its digest, and that it reads
 * no file outside its folder.
 *
 * <p>Immutable; held only while the model is loaded.
 */
final class ModelSource {
  private static final int MAX_FILE = Integer.MAX_VALUE - 8;

  private final String name;
  private final byte[] bytes;
  private final OnnxFile structure;
  private final Metadata metadata;
  private final List<ExternalData.Weight> weights;

  private ModelSource(String name, byte[] bytes, Optional<Path> folder, GeneratorOptions options) {
    this.name = name;
    this.structure = OnnxFile.parse(name, bytes);
    this.metadata = new Metadata(name, structure.metadata());
    try (ExternalData external = ExternalData.open(name, structure, folder)) {
      checkSize(bytes, external, options.maxModelBytes());
      ModelDigest.check(name, structure, bytes, external);
      GraphGuard.check(name, structure, options);
      this.bytes = external.inline(bytes);
      this.weights = external.weights();
    }
  }

  static ModelSource of(String name, byte[] bytes, GeneratorOptions options) {
    try {
      return new ModelSource(name, bytes, Optional.empty(), options);
    } catch (OutOfMemoryError e) {
      throw tooLargeForHeap(name, e);
    }
  }

  static ModelSource of(Path file, GeneratorOptions options) {
    long maxBytes = options.maxModelBytes();
    try {
      if (Files.isDirectory(file)) {
        throw new ModelLoadException(file + " is a folder: expected an ONNX file");
      }
      if (Files.size(file) > maxBytes) {
        throw tooLarge(file.toString(), Files.size(file), maxBytes);
      }
      if (Files.size(file) > MAX_FILE) {
        throw new ModelLoadException(
            "%s has %s bytes: an ONNX file has less than 2^31, and keeps more in external data"
                .formatted(file, Files.size(file)));
      }
      try (InputStream in = Files.newInputStream(file)) {
        Path parent = file.toAbsolutePath().getParent();
        Optional<Path> folder =
            parent == null ? Optional.empty() : Optional.of(parent.toRealPath());
        byte[] bytes = bounded(file.toString(), in, maxBytes);
        return new ModelSource(file.toString(), bytes, folder, options);
      }
    } catch (NoSuchFileException e) {
      throw new ModelLoadException("there is no model " + file, e);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    } catch (OutOfMemoryError e) {
      throw tooLargeForHeap(file.toString(), e);
    }
  }

  static ModelSource of(String name, InputStream in, GeneratorOptions options) {
    long maxBytes = options.maxModelBytes();
    try {
      return new ModelSource(name, bounded(name, in, maxBytes), Optional.empty(), options);
    } catch (IOException e) {
      throw unreadable(name, e);
    } catch (OutOfMemoryError e) {
      throw tooLargeForHeap(name, e);
    }
  }

  static ModelSource of(ClassLoader loader, String resource, GeneratorOptions options) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ModelLoadException("there is no model " + resource + " on the class path");
      }
      return of(resource, in, options);
    } catch (IOException e) {
      throw new ModelLoadException(
          "the resource %s cannot be read: %s".formatted(resource, Messages.reason(e)), e);
    }
  }

  String name() {
    return name;
  }

  /** Returns what ONNX Runtime gets: it names no other file. */
  byte[] bytes() {
    return bytes;
  }

  /** The structure of the file: its nodes, constants, functions. */
  OnnxFile structure() {
    return structure;
  }

  Metadata metadata() {
    return metadata;
  }

  /** Lends ONNX Runtime the large weights; to be closed after the session. */
  LentWeights lend(OrtSession.SessionOptions settings) throws OrtException {
    return LentWeights.lend(weights, settings);
  }

  private static byte[] bounded(String name, InputStream in, long maxBytes) throws IOException {
    int most = (int) Math.min(maxBytes, MAX_FILE);
    byte[] bytes = in.readNBytes(most);
    if (bytes.length == most && in.read() >= 0) {
      throw new ModelLoadException(
          FailureSentence.of(
              "%s has more than the %s bytes of %s", name, maxBytes, Setting.MAX_MODEL_BYTES));
    }
    return bytes;
  }

  private void checkSize(byte[] model, ExternalData external, long maxBytes) {
    long total = model.length + external.size();
    if (total > maxBytes) {
      throw tooLarge(name, total, maxBytes);
    }
  }

  private static ModelLoadException tooLarge(String name, long bytes, long maxBytes) {
    return new ModelLoadException(
        FailureSentence.of(
            "%s has %s bytes, more than the %s of %s",
            name, bytes, maxBytes, Setting.MAX_MODEL_BYTES));
  }

  private static ModelLoadException tooLargeForHeap(String name, OutOfMemoryError e) {
    return new ModelLoadException(
        "%s does not fit into the heap of %s MB, which must hold its file while it is loaded: give"
                .formatted(name, HeapArrays.megabytes())
            + " the JVM a larger heap",
        e);
  }

  private static ModelLoadException unreadable(String name, IOException e) {
    return new ModelLoadException("%s cannot be read: %s".formatted(name, Messages.reason(e)), e);
  }
}
