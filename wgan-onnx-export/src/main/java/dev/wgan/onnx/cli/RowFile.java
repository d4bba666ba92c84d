package dev.wgan.onnx.cli;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.Samples;
import dev.wgan.table.CsvRows;
import dev.wgan.table.JsonRows;
import dev.wgan.table.Table;
import dev.wgan.table.TableSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Rows of a typed table, written while they are drawn: memory does not grow with their number.
 *
 * @param rows the number of rows
 * @param candidates the number of candidates among which they were chosen
 * @param seed the seed, empty if there are no rows
 */
record RowFile(long rows, long candidates, OptionalLong seed) {
  /** Takes a chunk of rows. */
  private interface Sink {
    void append(Table table) throws IOException;
  }

  /** Draws the rows of a request and writes them. */
  static RowFile write(
      Generator generator,
      TableSchema schema,
      SampleRequest request,
      SampleForm form,
      Path out,
      TerminalBar bar)
      throws IOException {
    Counter counter = new Counter(request.n(), bar);
    try {
      Result.write(
          out,
          stream -> {
            if (form == SampleForm.JSONL) {
              JsonRows rows = new JsonRows(schema, stream);
              counter.drain(generator.stream(request), rows::append);
            } else {
              CsvRows rows = new CsvRows(schema, stream).header();
              counter.drain(generator.stream(request), rows::append);
            }
          });
    } finally {
      bar.erase();
    }
    return new RowFile(counter.rows, counter.candidates, counter.seed);
  }

  private static final class Counter {
    private final long total;
    private final TerminalBar bar;
    private long rows;
    private long candidates;
    private OptionalLong seed = OptionalLong.empty();

    Counter(long total, TerminalBar bar) {
      this.total = total;
      this.bar = bar;
    }

    void drain(Stream<Samples> chunks, Sink sink) throws IOException {
      for (Samples chunk : (Iterable<Samples>) chunks::iterator) {
        sink.append(chunk.table());
        rows += chunk.size();
        candidates += chunk.candidates();
        seed = OptionalLong.of(chunk.seed());
        bar.draw(rows, total, "row %s of %s".formatted(rows, total));
      }
    }
  }
}
