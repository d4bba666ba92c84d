package dev.wgan.runtime;

import java.nio.file.Path;
import java.util.Locale;

/** The names of written files, whose ending must match their content. */
final class FileNames {
  private FileNames() {}

  /**
   * Checks that a name ends as its content should, in upper or lower case: a PNG under the name of
   * a JPEG misleads every program that opens it.
   */
  static void requireEnding(Path file, String ending, String content) {
    Path name = file.getFileName();
    if (name == null || !name.toString().toLowerCase(Locale.ROOT).endsWith(ending)) {
      throw new InputException(
          "%s cannot be written to '%s': expected a name that ends in %s"
              .formatted(content, file, ending));
    }
  }
}
