package dev.wgan.onnx;

import dev.wgan.onnx.graph.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder next to the target file, which holds the model under its own name until its proof.
 * Closing deletes the folder with its content.
 */
final class Workplace implements AutoCloseable {
  private final Path target;
  private final Path folder;

  private Workplace(Path target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  static Workplace beside(Path file) throws IOException {
    Path target = file.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null || target.getFileName() == null || Files.isDirectory(target)) {
      throw new ExportException("%s is not the name of a file".formatted(file));
    }
    if (!Files.isDirectory(parent)) {
      throw new ExportException("the folder %s does not exist".formatted(parent));
    }
    return new Workplace(
        target, Files.createTempDirectory(parent, "." + target.getFileName() + "."));
  }

  /** The model, under its final name, by which its external data are found. */
  Path model() {
    return folder.resolve(name(target));
  }

  private static Path name(Path path) {
    Path name = path.getFileName();
    if (name == null) {
      throw new IllegalStateException(path + " has no name");
    }
    return name;
  }

  /** A place for another file. */
  Path other(String name) {
    return folder.resolve("proof." + name);
  }

  /** The external data come first: a model must not appear without them. */
  void moveIntoPlace(boolean external) throws IOException {
    if (external) {
      String data = GraphFile.externalName(target);
      move(folder.resolve(data), target.resolveSibling(data));
    }
    move(model(), target);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    List<Path> left;
    try (Stream<Path> files = Files.list(folder)) {
      left = files.toList();
    }
    for (Path file : left) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
