package dev.wgan.runtime;

import dev.wgan.runtime.internal.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A film: frames of one size that follow each other at a fixed rate.
 *
 * <p>Immutable and thread-safe, as long as the frames are not drawn on.
 */
public final class Video {
  /** Milliseconds from one frame to the next in films of models that do not say. */
  public static final int DEFAULT_DELAY = 100;

  /** The longest delay between two frames, in milliseconds. */
  public static final int MAX_DELAY = 600_000;

  private final List<BufferedImage> frames;
  private final int delayMillis;

  private Video(List<BufferedImage> frames, int delayMillis) {
    this.frames = frames;
    this.delayMillis = delayMillis;
  }

  /**
   * Returns a film.
   *
   * @param frames its frames in order, one or more, all of one size
   * @param delayMillis milliseconds from one frame to the next, 1 to 600,000
   * @return the film
   * @throws InputException if there is no frame, their sizes differ, or the delay is out of range
   */
  public static Video of(List<BufferedImage> frames, int delayMillis) {
    Arguments.require(frames, "frames");
    List<BufferedImage> copy = List.copyOf(frames);
    if (copy.isEmpty()) {
      throw new InputException("a film of no frames: expected at least one");
    }
    BufferedImage first = copy.get(0);
    for (int i = 1; i < copy.size(); i++) {
      BufferedImage frame = copy.get(i);
      if (frame.getWidth() != first.getWidth() || frame.getHeight() != first.getHeight()) {
        throw new InputException(
            "frame %s has %s x %s pixels where the first has %s x %s: expected frames of one size"
                .formatted(
                    i, frame.getWidth(), frame.getHeight(), first.getWidth(), first.getHeight()));
      }
    }
    if (delayMillis < 1 || delayMillis > MAX_DELAY) {
      throw new InputException(
          "the delay of the frames is %s: expected 1 to %s milliseconds"
              .formatted(delayMillis, MAX_DELAY));
    }
    return new Video(copy, delayMillis);
  }

  /**
   * Returns the frames.
   *
   * @return the frames in order; not to be drawn on
   */
  public List<BufferedImage> frames() {
    return frames;
  }

  /**
   * Returns the delay of the frames.
   *
   * @return milliseconds from one frame to the next
   */
  public int delayMillis() {
    return delayMillis;
  }

  /**
   * Writes an animated GIF that repeats for ever, whole or not at all. Greys keep their values; the
   * colours of each frame are reduced to a palette of 256. GIF counts hundredths of a second, so
   * the delay is rounded to 20, 30, 40 milliseconds and so on.
   *
   * @param file the file, whose name ends in .gif, replaced if it is there
   * @throws InputException if the name ends otherwise
   * @throws UncheckedIOException if writing fails
   */
  public void writeGif(Path file) {
    Arguments.require(file, "file");
    FileNames.requireEnding(file, ".gif", "an animated GIF");
    writing(file, () -> AtomicFile.write(file, this::write));
  }

  /**
   * Writes an animated GIF, as {@link #writeGif(Path)} does, to a stream, which is flushed but not
   * closed.
   *
   * @param out receives the bytes of the GIF
   * @throws UncheckedIOException if writing fails
   */
  public void writeGif(OutputStream out) {
    Arguments.require(out, "out");
    writing("a GIF", () -> write(out));
  }

  private void write(OutputStream out) throws IOException {
    GifFile.write(frames, delayMillis, out);
  }

  /**
   * Writes the frames as PNGs, {@code 000000.png} and so on.
   *
   * @param folder the folder, which is created if it is missing
   * @return the files in order
   * @throws UncheckedIOException if writing fails
   */
  public List<Path> writeFrames(Path folder) {
    Arguments.require(folder, "folder");
    List<Path> files = new ArrayList<>();
    writing(
        folder,
        () -> {
          Files.createDirectories(folder);
          for (int i = 0; i < frames.size(); i++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "%06d.png", i));
            ImageRenderer.writePng(frames.get(i), file);
            files.add(file);
          }
        });
    return files;
  }

  private interface Writing {
    void run() throws IOException;
  }

  private static void writing(Object target, Writing content) {
    try {
      content.run();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    BufferedImage first = frames.get(0);
    return "Video[%s frames of %s x %s]"
        .formatted(frames.size(), first.getWidth(), first.getHeight());
  }
}
