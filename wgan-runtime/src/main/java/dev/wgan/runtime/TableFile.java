package dev.wgan.runtime;

import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.table.CsvRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Files of rows that are drawn while they are written.
 *
 * <p>Thread-safe: there is no state.
 */
final class TableFile {
  private TableFile() {}

  /** Writes chunks of rows into one file. */
  static void writeCsv(ModelInfo model, Stream<Samples> chunks, Path file) {
    try {
      AtomicFile.write(
          file,
          out -> {
            CsvRows rows = new CsvRows(model.requireTable().schema(), out).header();
            for (Samples chunk : (Iterable<Samples>) chunks::iterator) {
              rows.append(chunk.table());
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
