package dev.wgan.runtime;

import dev.wgan.runtime.internal.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and writes NumPy's {@code .npy} files (format 1.0 to 3.0), strictly and without running
 * code: pickled objects are refused.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Npy {
  /** The default limit of a file's content in bytes: 2 GB. */
  public static final long DEFAULT_MAX_BYTES = 2_000_000_000L;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER = 10_000;
  private static final int BUFFER = 1 << 16;

  private Npy() {}

  /**
   * Reads a file of at most {@link #DEFAULT_MAX_BYTES}.
   *
   * @param file the file
   * @return its content: float64, float32 and float16 as FLOAT32, signed integers as INT64, uint8
   *     and bool as UINT8
   * @throws InputException if the file does not exist, is malformed, too large, in Fortran order or
   *     of another type
   * @throws UncheckedIOException if reading fails
   */
  public static TensorData read(Path file) {
    return read(file, DEFAULT_MAX_BYTES);
  }

  /**
   * Reads a file of bounded size.
   *
   * @param file the file
   * @param maxBytes the most bytes of content (after the header) to accept
   * @return its content, as with {@link #read(Path)}
   * @throws InputException if the file does not exist, is malformed, too large, in Fortran order or
   *     of another type
   * @throws UncheckedIOException if reading fails
   */
  public static TensorData read(Path file, long maxBytes) {
    Arguments.require(file, "file");
    try (InputStream in = Files.newInputStream(file)) {
      NpyHeader header = readHeader(file, in);
      long bytes = header.bytes();
      if (bytes > maxBytes || Shapes.elements(header.shape()) > Integer.MAX_VALUE - 8) {
        throw bad(
            file,
            "holds "
                + Shapes.text(header.shape())
                + " values, more than the limit of "
                + maxBytes
                + " bytes");
      }
      long found = Files.size(file) - header.length();
      if (found != bytes) {
        throw bad(file, "has " + found + " bytes of values, but its header announces " + bytes);
      }
      return readValues(file, in, header);
    } catch (NoSuchFileException e) {
      throw new InputException("there is no file " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a file, format 1.0, little-endian, row-major; an existing one is replaced atomically.
   *
   * @param file the file, whose name ends in .npy
   * @param data its content
   * @throws InputException if the name ends otherwise
   * @throws UncheckedIOException if writing fails
   */
  public static void write(Path file, TensorData data) {
    Arguments.require(file, "file");
    Arguments.require(data, "data");
    FileNames.requireEnding(file, ".npy", "a NumPy array");
    try {
      AtomicFile.write(file, out -> writeTo(out, data));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes to a stream, which is flushed but not closed; format 1.0, little-endian, row-major.
   *
   * @param out receives the bytes of the file
   * @param data its content
   * @throws UncheckedIOException if writing fails
   */
  public static void write(OutputStream out, TensorData data) {
    Arguments.require(out, "out");
    Arguments.require(data, "data");
    try {
      writeTo(out, data);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write an array: " + e.getMessage(), e);
    }
  }

  private static void writeTo(OutputStream out, TensorData data) throws IOException {
    out.write(header(data.type(), data.shape()));
    writeValues(out, data);
  }

  /** The magic, version and padded header dictionary of a file of this type and shape. */
  static byte[] header(TensorData.ElementType type, List<? extends Number> shape) {
    String descr =
        switch (type) {
          case FLOAT32 -> "<f4";
          case INT64 -> "<i8";
          case UINT8 -> "|u1";
        };
    StringBuilder dict = new StringBuilder();
    dict.append("{'descr': '").append(descr).append("', 'fortran_order': False, 'shape': (");
    for (int i = 0; i < shape.size(); i++) {
      dict.append(i == 0 ? "" : " ").append(shape.get(i)).append(',');
    }
    if (shape.size() > 1) {
      dict.setLength(dict.length() - 1);
    }
    dict.append("), }");
    int unpadded = MAGIC.length + 4 + dict.length() + 1;
    dict.append(" ".repeat((64 - unpadded % 64) % 64)).append('\n');
    ByteBuffer bytes =
        ByteBuffer.allocate(MAGIC.length + 4 + dict.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) dict.length());
    return bytes.put(dict.toString().getBytes(StandardCharsets.US_ASCII)).array();
  }

  private static NpyHeader readHeader(Path file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    for (int i = 0; i < MAGIC.length; i++) {
      if (start.length < MAGIC.length + 2 || start[i] != MAGIC[i]) {
        throw bad(file, "is not an .npy file: it does not start with NumPy's magic bytes");
      }
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw bad(file, "is of .npy version " + version + ": expected 1, 2 or 3");
    }
    int width = version == 1 ? 2 : 4;
    byte[] lengthBytes = in.readNBytes(width);
    long length = 0;
    for (int i = lengthBytes.length - 1; i >= 0; i--) {
      length = (length << 8) | (lengthBytes[i] & 0xFF);
    }
    if (lengthBytes.length < width || length > MAX_HEADER) {
      throw bad(file, "has a header of " + length + " bytes: expected at most " + MAX_HEADER);
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw bad(file, "ends within its header");
    }
    int total = start.length + width + text.length;
    return NpyHeader.parse(file, new String(text, StandardCharsets.UTF_8), total);
  }

  private static TensorData readValues(Path file, InputStream in, NpyHeader header)
      throws IOException {
    int elements = (int) Shapes.elements(header.shape());
    int[] shape = header.shape().stream().mapToInt(Integer::intValue).toArray();
    if (header.element() == NpyHeader.Element.UINT8) {
      byte[] bytes = in.readNBytes(elements);
      if (bytes.length < elements) {
        throw bad(file, "became shorter while it was read");
      }
      return TensorData.of(bytes, shape);
    }
    boolean integers = header.element().integer();
    long[] longs = new long[integers ? elements : 0];
    float[] floats = new float[integers ? 0 : elements];
    int size = header.element().size();
    int done = 0;
    while (done < elements) {
      byte[] bytes = in.readNBytes((int) Math.min(BUFFER, (long) (elements - done) * size));
      if (bytes.length == 0 || bytes.length % size != 0) {
        throw bad(file, "became shorter while it was read");
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
      for (; buffer.hasRemaining(); done++) {
        if (integers) {
          longs[done] = header.element().nextLong(buffer);
        } else {
          floats[done] = header.element().nextFloat(buffer);
        }
      }
    }
    return integers ? TensorData.of(longs, shape) : TensorData.of(floats, shape);
  }

  private static void writeValues(OutputStream out, TensorData data) throws IOException {
    if (data.array() instanceof byte[] bytes) {
      out.write(bytes);
      return;
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < data.elements(); i++) {
      if (data.array() instanceof float[] floats) {
        buffer.putFloat(floats[i]);
      } else {
        buffer.putLong(((long[]) data.array())[i]);
      }
      if (!buffer.hasRemaining()) {
        out.write(buffer.array());
        buffer.clear();
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  private static InputException bad(Path file, String what) {
    return new InputException(file + " " + what);
  }
}
