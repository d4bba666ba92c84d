package dev.wgan.train.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises files that are often given instead of data, by their first bytes.
 *
 * <p>Thread-safe: there is no state.
 */
final class FileSignature {
  private static final int BYTES = 256;

  private FileSignature() {}

  /** Returns a phrase such as "an HTML page" for a recognised file that is not data. */
  static Optional<String> of(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(BYTES);
    }
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    String text = start.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("version https://git-lfs")) {
      return Optional.of("a Git LFS pointer: fetch the file itself with git lfs pull");
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return Optional.of("an HTML page, perhaps of a download that failed");
    }
    if (text.startsWith("<?xml") || text.startsWith("<svg")) {
      return Optional.of("an XML file");
    }
    if (start.startsWith("PK\3\4")) {
      return Optional.of("a ZIP archive, as .zip, .npz and .xlsx are: unpack or convert it");
    }
    if (start.startsWith("PAR1")) {
      return Optional.of("a Parquet file: convert it to .csv or .npy");
    }
    if (start.startsWith("\u0089HDF")) {
      return Optional.of("an HDF5 file: convert it to .npy");
    }
    if (text.startsWith("{") || text.startsWith("[{") || text.startsWith("[[")) {
      return Optional.of("a JSON file: convert it to .csv or .npy");
    }
    return Optional.empty();
  }
}
