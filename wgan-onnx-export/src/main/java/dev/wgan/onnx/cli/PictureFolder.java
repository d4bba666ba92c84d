package dev.wgan.onnx.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The picture files of a folder, and the names of their results.
 *
 * <p>Thread-safe: there is no state.
 */
final class PictureFolder {
  private static final List<String> READ =
      List.of(".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff");

  private static final List<String> WRITTEN = List.of(".png", ".jpg", ".jpeg");

  private PictureFolder() {}

  /** Returns the pictures of a folder by name; subfolders and hidden files are left out. */
  static List<Path> pictures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> endsIn(READ, file) && !name(file).startsWith("."))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** Returns the file for a picture's result in a folder: of the same name, if it is writable. */
  static Path result(Path folder, Path picture) {
    String name = name(picture);
    return folder.resolve(endsIn(WRITTEN, picture) ? name : name + ".png");
  }

  private static boolean endsIn(List<String> endings, Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(name::endsWith);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
