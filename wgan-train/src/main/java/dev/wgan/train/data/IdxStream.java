package dev.wgan.train.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of an idx file of unsigned bytes, plain or gzipped: a magic number with the type and
 * the number of dimensions, the dimensions, the bytes (Y. LeCun, "The MNIST database").
 *
 * <p>Not thread-safe. The caller closes it.
 */
final class IdxStream implements AutoCloseable {
  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int BUFFER = 1 << 16;

  private final String source;
  private final DataInputStream in;
  private int[] dimensions = {};

  private IdxStream(String source, InputStream in) {
    this.source = source;
    this.in = new DataInputStream(in);
  }

  /** Opens a stream and reads its header, which must announce {@code rank} dimensions. */
  static IdxStream open(String source, IdxFiles.Opener opener, int rank) throws IOException {
    InputStream raw = new BufferedInputStream(opener.open(), BUFFER);
    try {
      raw.mark(2);
      boolean zipped = raw.read() == 0x1F && raw.read() == 0x8B;
      raw.reset();
      IdxStream stream =
          new IdxStream(
              source, zipped ? new BufferedInputStream(new GZIPInputStream(raw), BUFFER) : raw);
      stream.readHeader(rank);
      return stream;
    } catch (EOFException e) {
      raw.close();
      throw new DataException(source + " ends within its header: expected an idx file", e);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** The dimension at a place, outermost first. */
  int dimension(int place) {
    return dimensions[place];
  }

  /** Reads the next item of as many bytes as the array is long. */
  void read(byte[] item, int number) throws IOException {
    try {
      in.readFully(item);
    } catch (EOFException e) {
      throw new DataException(
          Text.of(
              "%s is truncated: its header announces %d items, and item %d is incomplete",
              source, dimensions[0], number),
          e);
    } catch (ZipException e) {
      throw new DataException(
          Text.of(
              "%s is damaged: its compressed data are truncated or inconsistent at item %d (%s)",
              source, number, e.getMessage()),
          e);
    }
  }

  /** Checks that nothing follows the last item. */
  void expectEnd() throws IOException {
    try {
      if (in.read() >= 0) {
        throw new DataException(
            Text.of(
                "%s continues after the %d items that its header announces: expected it to end there",
                source, dimensions[0]));
      }
    } catch (EOFException | ZipException e) {
      throw new DataException(
          Text.of(
              "%s is damaged: its compressed data do not end correctly (%s)",
              source, e.getMessage()),
          e);
    }
  }

  private void readHeader(int rank) throws IOException {
    int magic = in.readInt();
    if (magic != (UNSIGNED_BYTES | rank)) {
      throw new DataException(
          Text.of(
                  "%s starts with the magic number 0x%08X: expected 0x%08X, an idx file of unsigned bytes",
                  source, magic, UNSIGNED_BYTES | rank)
              + " with "
              + rank
              + (rank == 1 ? " dimension" : " dimensions"));
    }
    dimensions = new int[rank];
    for (int d = 0; d < rank; d++) {
      dimensions[d] = in.readInt();
      if (dimensions[d] < 1) {
        throw new DataException(
            Text.of(
                "%s announces %d as dimension %d: expected at least 1", source, dimensions[d], d));
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
