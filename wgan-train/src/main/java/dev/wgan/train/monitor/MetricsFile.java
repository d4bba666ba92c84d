package dev.wgan.train.monitor;

import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.train.config.TrainingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics of a run as comma-separated values, one line per {@link Measurement} below a header.
 *
 * <p>Thread-safe for readers; one writer at a time. Numbers are written as Java does, so that they
 * read back to the same double whatever the locale. A last line without its line break was cut off
 * by the end of its process and does not count.
 *
 * @param path the file, {@code metrics.csv}; it need not exist yet
 */
public record MetricsFile(Path path) {
  /** The first line of the file. */
  static final String HEADER =
      "step,critic_iterations,critic_loss,generator_loss,wasserstein,wasserstein_smoothed,"
          + "held_out_wasserstein,term,gradient_norm,diversity,criterion,seconds";

  /**
   * Adds a row, and the header before the first one; the row is on the disk when the method
   * returns.
   *
   * @param row the row, of a later step than the last one
   * @throws TrainingException if the file cannot be written
   */
  public void append(Measurement row) {
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = whole(channel);
      String text = (end == 0 ? HEADER + "\n" : "") + MetricsRow.format(row) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      channel.truncate(end).position(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (IOException e) {
      throw new TrainingException("%s cannot be written: %s".formatted(path, e), e);
    }
  }

  /** The end of the last complete line. */
  private static long whole(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      channel.read(one.clear(), end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }

  /**
   * Reads all rows.
   *
   * @return the rows, by step; none if the file does not exist
   * @throws TrainingException if the file cannot be read or is malformed, with the line's number
   */
  public List<Measurement> read() {
    List<String> lines = lines();
    List<Measurement> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      Measurement row = parse(lines, i);
      if (!rows.isEmpty() && row.step() <= rows.get(rows.size() - 1).step()) {
        throw malformed(
            i, "step %s after step %s".formatted(row.step(), rows.get(rows.size() - 1).step()));
      }
      rows.add(row);
    }
    return List.copyOf(rows);
  }

  /**
   * Drops the rows after a step, as training does before it continues from a checkpoint. The rows
   * that stay keep their text.
   *
   * @param step the last step to keep
   * @throws TrainingException if the file cannot be read or written or is malformed
   */
  public void truncateAfter(long step) {
    List<String> lines = lines();
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i == 0 || parse(lines, i).step() <= step) {
        kept.append(lines.get(i)).append('\n');
      }
    }
    if (lines.isEmpty() && !Files.exists(path)) {
      return;
    }
    try {
      AtomicFile.write(path, out -> out.write(kept.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new TrainingException("%s cannot be written: %s".formatted(path, e), e);
    }
  }

  /** The whole lines, the header checked. */
  private List<String> lines() {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new TrainingException("%s cannot be read: %s".formatted(path, e), e);
    }
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    if (!lines.isEmpty() && !lines.get(0).equals(HEADER)) {
      throw malformed(0, "expected the header " + HEADER);
    }
    return lines;
  }

  private Measurement parse(List<String> lines, int line) {
    try {
      return MetricsRow.parse(lines.get(line));
    } catch (IllegalArgumentException e) {
      throw malformed(line, String.valueOf(e.getMessage()));
    }
  }

  private TrainingException malformed(int line, String why) {
    return new TrainingException(
        "line %s of %s is not a row of metrics: %s".formatted(line + 1, path, why));
  }
}
