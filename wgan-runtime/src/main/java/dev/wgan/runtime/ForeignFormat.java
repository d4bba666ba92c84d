package dev.wgan.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names files that are taken for models: by their first bytes. */
final class ForeignFormat {
  private static final int LOOKED_AT = 512;

  /** Offset and mark of formats that others keep networks in, and of those that wrap them. */
  private enum Mark {
    GZIP(0, "\u001f\u008b", "a gzip archive: unpack it"),
    ZIP(0, "PK\u0003\u0004", "a zip archive (a PyTorch file, or an archive to unpack)"),
    ZSTD(0, "(\u00b5/\u00fd", "a zstd archive: unpack it"),
    XZ(0, "\u00fd7zXZ", "an xz archive: unpack it"),
    TFLITE(4, "TFL3", "a TensorFlow Lite model: convert it to ONNX"),
    HDF5(0, "\u0089HDF", "an HDF5 file (Keras): convert it to ONNX"),
    PICKLE(0, "\u0080\u0002", "a Python pickle (a PyTorch file): export it to ONNX"),
    PNG(0, "\u0089PNG", "a PNG image"),
    JPEG(0, "\u00ff\u00d8\u00ff", "a JPEG image"),
    NPY(0, "\u0093NUMPY", "a NumPy array"),
    PDF(0, "%PDF", "a PDF document"),
    GGUF(0, "GGUF", "a GGUF model: convert it to ONNX"),
    SAFETENSORS(8, "{\"", "a safetensors file: weights alone, without a graph");

    private final int offset;
    private final String bytes;
    private final String name;

    Mark(int offset, String bytes, String name) {
      this.offset = offset;
      this.bytes = bytes;
      this.name = name;
    }

    private boolean matches(String start) {
      return start.startsWith(bytes, offset);
    }
  }

  private ForeignFormat() {}

  /**
   * Returns whether ONNX Runtime takes the bytes for its own format, whatever else they are: it
   * would run an unchecked graph.
   */
  static boolean isOrt(byte[] bytes) {
    return bytes.length >= 8
        && bytes[4] == 'O'
        && bytes[5] == 'R'
        && bytes[6] == 'T'
        && bytes[7] == 'M';
  }

  /**
   * Returns what the bytes are instead of an ONNX model, as a noun; empty if they are not
   * recognized.
   */
  static String of(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(LOOKED_AT, bytes.length), StandardCharsets.ISO_8859_1);
    for (Mark mark : Mark.values()) {
      if (mark.matches(start)) {
        return mark.name;
      }
    }
    String text = start.stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer: fetch the file itself with 'git lfs pull'";
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "an HTML page: the download gave a web page instead of the file";
    }
    if (text.startsWith("<?xml") || text.startsWith("<svg")) {
      return "an XML file";
    }
    return text.startsWith("{") && text.indexOf('"') > 0 ? "a JSON file" : "";
  }
}
