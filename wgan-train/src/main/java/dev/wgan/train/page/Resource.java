package dev.wgan.train.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text files of the class path.
 *
 * <p>Thread-safe: there is no state.
 */
final class Resource {
  private Resource() {}

  /** Reads a file; an error if it is missing. */
  static String read(Class<?> beside, String name) {
    return find(beside, name)
        .orElseThrow(
            () -> new IllegalStateException(name + " is missing from the class path: rebuild it"));
  }

  /**
   * Reads a file of a library; through the class loader, because a module contains only its own
   * files.
   */
  static String readLibrary(String library, String path) {
    try (InputStream in = Resource.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "%s is missing from the class path: add %s".formatted(path, library));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** Reads a file if it exists. */
  static Optional<String> find(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + ": " + e.getMessage(), e);
    }
  }
}
