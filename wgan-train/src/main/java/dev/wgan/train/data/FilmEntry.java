package dev.wgan.train.data;

import java.nio.file.Path;
import java.util.List;

/**
 * The files of one film.
 *
 * <p>Immutable and thread-safe.
 *
 * @param place a GIF file, or the folder of the frames
 * @param images the files of the frames in order; empty for a GIF file
 * @param label the class, -1 for none
 */
record FilmEntry(Path place, List<Path> images, int label) {
  /** Takes decoded frames, {@code [channels, height, width]} each. */
  interface Sink {
    void frame(int place, byte[] pixels);
  }

  FilmHeader header(DataOptions options) {
    if (images.isEmpty()) {
      return GifFrames.header(place, options);
    }
    ImageFile.Header first = ImageFile.header(images.get(0), options);
    boolean grey = true;
    for (Path image : images) {
      ImageFile.Header header = ImageFile.header(image, options);
      grey &= header.grey();
      if (header.width() != first.width() || header.height() != first.height()) {
        throw new DataException(
            Text.of(
                "frames of different sizes in the film %s: %s has %d x %d pixels, %s has %d x %d",
                place,
                images.get(0).getFileName(),
                first.width(),
                first.height(),
                image.getFileName(),
                header.width(),
                header.height()));
      }
    }
    return new FilmHeader(first.width(), first.height(), grey, images.size(), 0);
  }

  /** Decodes the first frames. */
  void read(int count, int channels, DataOptions options, Sink sink) {
    if (images.isEmpty()) {
      GifFrames.read(
          place,
          count,
          (i, frame) -> sink.frame(i, PixelBytes.of(frame, channels, options.background())));
      return;
    }
    for (int i = 0; i < count; i++) {
      Path image = images.get(i);
      ImageFile.Header header = ImageFile.header(image, options);
      sink.frame(i, ImageFile.pixels(image, header, channels, options.background()));
    }
  }
}
