package dev.wgan.train.torchscript;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive from which PyTorch loads a TorchScript module: an uncompressed zip of the source and
 * two small pickles.
 *
 * <p>Thread-safe: there is no state.
 */
final class ScriptArchive {
  /** The pickle of an instance of {@code __torch__.Program} with {@code training = True}. */
  private static final byte[] INSTANCE =
      latin1("\u0080\u0002c__torch__\nProgram\n)\u0081}(X\u0008\0\0\0training\u0088ub.");

  /** The pickle of an empty tuple: a program has no tensor constants. */
  private static final byte[] NO_CONSTANTS = latin1("\u0080\u0002).");

  /** The current version: under an older one, operations have their older meaning. */
  private static final String VERSION = "10\n";

  private static final String CLASS =
      """
      class Program(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  private ScriptArchive() {}

  /**
   * Packs methods into an archive.
   *
   * @param methods the method definitions, not indented, each taking {@code self:
   *     __torch__.Program} first
   * @return the archive's bytes
   */
  static byte[] of(String methods) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "program/data.pkl", INSTANCE);
      put(
          zip,
          "program/code/__torch__.py",
          (CLASS + methods.indent(2)).getBytes(StandardCharsets.UTF_8));
      put(zip, "program/constants.pkl", NO_CONSTANTS);
      put(zip, "program/version", latin1(VERSION));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
