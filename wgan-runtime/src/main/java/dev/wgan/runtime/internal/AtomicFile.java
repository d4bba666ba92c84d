package dev.wgan.runtime.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes complete files: under a temporary name in the target folder, then moved into place.
 *
 * <p>Thread-safe: there is no state.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** A writer of the content. */
  public interface Content {
    /**
     * Writes the content.
     *
     * @param out a buffered stream, which the caller closes
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file; on failure it is unchanged and no other file remains.
   *
   * @param file the file
   * @param content the writer of its content
   * @throws IOException if writing or moving fails
   */
  public static void write(Path file, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || file.getFileName() == null) {
      throw new IOException(file + " is not the name of a file");
    }
    // Not createTempFile: its files are the owner's alone, and keep that as they are moved.
    Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              1 << 16)) {
        content.writeTo(out);
      }
      moveIntoPlace(temporary, file);
    } catch (FileSystemException e) {
      throw temporary.toString().equals(e.getFile()) ? nameless(e, file, folder) : e;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The failure in terms of the file, because the temporary name is unknown to the caller. */
  private static IOException nameless(FileSystemException e, Path file, Path folder) {
    if (e instanceof NoSuchFileException && !Files.isDirectory(folder)) {
      return new IOException("the folder %s does not exist".formatted(folder), e);
    } else if (e instanceof AccessDeniedException) {
      return new IOException("the folder %s may not be written to".formatted(folder), e);
    }
    String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    return new IOException(
        Files.isDirectory(file) ? file + " is a folder" : "%s: %s".formatted(file, reason), e);
  }

  /** Moves a finished temporary file of the same folder over {@code file}. */
  static void moveIntoPlace(Path temporary, Path file) throws IOException {
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
