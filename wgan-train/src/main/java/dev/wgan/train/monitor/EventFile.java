package dev.wgan.train.monitor;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.wgan.train.config.TrainingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A training as an event file of TensorBoard: metrics as scalars, grids of samples as images.
 *
 * <p>Not thread-safe: it belongs to the thread of the training. The file is a sequence of records
 * (length, masked CRC-32C of the length, event, masked CRC-32C of the event); an event is the
 * protocol buffer {@code tensorflow.Event}. Each process writes a file of its own, which starts
 * with a mark that makes TensorBoard forget what an earlier process wrote after that step.
 */
public final class EventFile {
  // Fields of tensorflow.Event
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  // Fields of tensorflow.Summary and of its Value
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;
  // Fields of tensorflow.Summary.Image
  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;
  private static final int COLOURSPACE = 3;
  private static final int ENCODED = 4;
  private static final int RGB = 3;

  /** The places of width and height in a PNG file. */
  private static final int PNG_WIDTH = 16;

  private static final int PNG_HEIGHT = 20;

  private static final int SESSION_STATUS = 1;
  private static final int SESSION_START = 1;
  private static final int CRC_MASK = 0xa282ead8;

  private final Path file;
  private final long step;
  private boolean started;

  /**
   * Prepares a file, which appears with the first event.
   *
   * @param folder the folder of the event files, made if it is missing
   * @param step the generator iterations that were done before
   */
  public EventFile(Path folder, long step) {
    this.step = step;
    this.file =
        folder.resolve(
            String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.wgan.%d",
                System.currentTimeMillis() / 1000,
                ProcessHandle.current().pid()));
  }

  /** Fills the fields of a message. */
  private interface Message {
    void write(CodedOutputStream out) throws IOException;
  }

  /**
   * Adds the metrics of a row.
   *
   * @param row the row
   * @throws TrainingException if the file cannot be written
   */
  public void add(Measurement row) {
    append(
        row.step(),
        SUMMARY,
        out -> {
          scalar(out, "loss/critic", row.criticLoss());
          scalar(out, "loss/generator", row.generatorLoss());
          scalar(out, "wasserstein/training", row.wasserstein());
          scalar(out, "wasserstein/smoothed", row.smoothed());
          scalar(out, "wasserstein/held_out", row.heldOut().orElse(Double.NaN));
          scalar(out, "critic/term", row.term());
          scalar(out, "critic/gradient_norm", row.gradientNorm());
          scalar(out, "samples/diversity", row.diversity());
          scalar(out, "samples/criterion", row.criterion().orElse(Double.NaN));
        });
  }

  /**
   * Adds a picture of samples.
   *
   * @param at generator iterations so far
   * @param picture a PNG file
   * @throws TrainingException if the picture cannot be read, or the file cannot be written
   */
  public void add(long at, Path picture) {
    byte[] png = read(picture);
    ByteBuffer header = ByteBuffer.wrap(png);
    append(
        at,
        SUMMARY,
        out ->
            message(
                out,
                VALUE,
                value -> {
                  value.writeString(TAG, "samples");
                  message(
                      value,
                      IMAGE,
                      image -> {
                        image.writeInt32(HEIGHT, header.getInt(PNG_HEIGHT));
                        image.writeInt32(WIDTH, header.getInt(PNG_WIDTH));
                        image.writeInt32(COLOURSPACE, RGB);
                        image.writeBytes(ENCODED, ByteString.copyFrom(png));
                      });
                }));
  }

  private static byte[] read(Path picture) {
    try {
      return Files.readAllBytes(picture);
    } catch (IOException e) {
      throw new TrainingException("%s cannot be read: %s".formatted(picture, e), e);
    }
  }

  /** A value that was not measured is left out, because TensorBoard would draw it as a fault. */
  private static void scalar(CodedOutputStream out, String tag, double number) throws IOException {
    if (Double.isFinite(number)) {
      message(
          out,
          VALUE,
          value -> {
            value.writeString(TAG, tag);
            value.writeFloat(SIMPLE_VALUE, (float) number);
          });
    }
  }

  private void append(long at, int field, Message content) {
    try {
      if (!started) {
        Files.createDirectories(file.getParent());
        write(event(0, out -> out.writeString(FILE_VERSION, "brain.Event:2")));
        write(
            event(
                step + 1,
                out ->
                    message(
                        out, SESSION_LOG, log -> log.writeEnum(SESSION_STATUS, SESSION_START))));
        started = true;
      }
      write(event(at, out -> message(out, field, content)));
    } catch (IOException e) {
      throw new TrainingException("%s cannot be written: %s".formatted(file, e), e);
    }
  }

  private static byte[] event(long at, Message content) throws IOException {
    return bytes(
        out -> {
          out.writeDouble(WALL_TIME, System.currentTimeMillis() / 1e3);
          if (at != 0) {
            out.writeInt64(STEP, at);
          }
          content.write(out);
        });
  }

  private static void message(CodedOutputStream out, int field, Message content)
      throws IOException {
    out.writeByteArray(field, bytes(content));
  }

  private static byte[] bytes(Message content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    content.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private void write(byte[] event) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + event.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(event.length);
    record.putInt(masked(record.array(), Long.BYTES));
    record.put(event);
    record.putInt(masked(event, event.length));
    Files.write(file, record.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The checksum of the first bytes, rotated and shifted as TensorFlow's records have it. */
  static int masked(byte[] bytes, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, count);
    int value = (int) crc.getValue();
    return (value >>> 15 | value << 17) + CRC_MASK;
  }
}
