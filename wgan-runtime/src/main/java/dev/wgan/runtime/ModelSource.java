package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model's bytes, checked before ONNX Runtime sees them: its size, its digest, and that it reads
 * no file outside its folder.
 *
 * <p>Immutable; held only while the model is loaded.
 */
final class ModelSource {
  /** With this in a location ONNX Runtime takes the offset for a pointer of its own process. */
  private static final String MEMORY_ADDRESS = "_ORT_MEM_ADDR_";

  private static final int MAX_FILE = Integer.MAX_VALUE - 8;

  private final String name;
  private final byte[] bytes;
  private final OnnxFile structure;
  private final Optional<Path> folder;
  private final Metadata metadata;

  private ModelSource(String name, byte[] bytes, Optional<Path> folder, long maxBytes) {
    this.name = name;
    this.bytes = bytes;
    this.structure = OnnxFile.parse(name, bytes);
    this.folder = folder;
    this.metadata = new Metadata(name, structure.metadata());
    List<Path> external = externalFiles();
    checkSize(external, maxBytes);
    checkDigest(external);
  }

  static ModelSource of(String name, byte[] bytes, long maxBytes) {
    return new ModelSource(name, bytes, Optional.empty(), maxBytes);
  }

  static ModelSource of(Path file, long maxBytes) {
    try {
      if (Files.isDirectory(file)) {
        throw new ModelLoadException(file + " is a folder: expected an ONNX file");
      }
      if (Files.size(file) > maxBytes) {
        throw tooLarge(file.toString(), Files.size(file), maxBytes);
      }
      if (Files.size(file) > MAX_FILE) {
        throw new ModelLoadException(
            "%s has %d bytes: an ONNX file has less than 2^31, and keeps more in external data"
                .formatted(file, Files.size(file)));
      }
      try (InputStream in = Files.newInputStream(file)) {
        Path parent = file.toAbsolutePath().getParent();
        Optional<Path> folder =
            parent == null ? Optional.empty() : Optional.of(parent.toRealPath());
        byte[] bytes = bounded(file.toString(), in, maxBytes);
        return new ModelSource(file.toString(), bytes, folder, maxBytes);
      }
    } catch (NoSuchFileException e) {
      throw new ModelLoadException("there is no model " + file, e);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  static ModelSource of(String name, InputStream in, long maxBytes) {
    try {
      return new ModelSource(name, bounded(name, in, maxBytes), Optional.empty(), maxBytes);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  String name() {
    return name;
  }

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

  /** Tells ONNX Runtime, which gets bytes and no path, where external data lies. */
  void configure(OrtSession.SessionOptions settings) throws OrtException {
    if (!structure.externalData().isEmpty() && folder.isPresent()) {
      settings.addConfigEntry(
          "session.model_external_initializers_file_folder_path", folder.get().toString());
    }
  }

  private static byte[] bounded(String name, InputStream in, long maxBytes) throws IOException {
    int most = (int) Math.min(maxBytes, MAX_FILE);
    byte[] bytes = in.readNBytes(most);
    if (bytes.length == most && in.read() >= 0) {
      throw new ModelLoadException(
          "%s has more than %d bytes, the option maxModelBytes".formatted(name, maxBytes));
    }
    return bytes;
  }

  /** The external files in the order of their location strings, each inside the model's folder. */
  private List<Path> externalFiles() {
    List<Path> files = new ArrayList<>();
    for (String location : structure.externalData()) {
      if (folder.isEmpty()) {
        throw new ModelLoadException(
            "%s keeps weights in the file '%s' beside it: load it from its path"
                .formatted(name, location));
      }
      files.add(inside(folder.get(), location));
    }
    return files;
  }

  private Path inside(Path realFolder, String location) {
    if (location.contains(MEMORY_ADDRESS)) {
      throw new ModelLoadException(
          "%s keeps weights at the memory address '%s': refused".formatted(name, location));
    }
    if (!realFolder.getFileSystem().equals(FileSystems.getDefault())) {
      throw new ModelLoadException(
          "%s keeps weights in the file '%s' beside it: unpack both, ONNX Runtime reads such files"
                  .formatted(name, location)
              + " from the default file system alone");
    }
    try {
      Path relative = Path.of(location);
      Path file = realFolder.resolve(relative).toRealPath();
      if (!relative.isAbsolute() && file.startsWith(realFolder) && Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException | NoSuchFileException e) {
      throw new ModelLoadException(
          "%s keeps weights in '%s', which is no file of its folder".formatted(name, location), e);
    } catch (IOException e) {
      throw unreadable(location, e);
    }
    throw new ModelLoadException(
        "%s wants to read '%s', which is outside its folder: refused".formatted(name, location));
  }

  private void checkSize(List<Path> external, long maxBytes) {
    long total = bytes.length;
    for (Path file : external) {
      try {
        total += Files.size(file);
      } catch (IOException e) {
        throw unreadable(file.toString(), e);
      }
    }
    if (total > maxBytes) {
      throw tooLarge(name, total, maxBytes);
    }
  }

  private void checkDigest(List<Path> external) {
    try {
      ModelDigest.check(name, structure, bytes, external);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static ModelLoadException tooLarge(String name, long bytes, long maxBytes) {
    return new ModelLoadException(
        "%s has %d bytes, more than the %d of the option maxModelBytes"
            .formatted(name, bytes, maxBytes));
  }

  private static ModelLoadException unreadable(String name, IOException e) {
    return new ModelLoadException(
        "%s cannot be read: %s".formatted(name, Messages.firstLine(e)), e);
  }
}
