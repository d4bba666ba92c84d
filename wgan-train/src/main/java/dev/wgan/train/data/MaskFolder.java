package dev.wgan.train.data;

import dev.wgan.noise.Threefry;
import dev.wgan.train.restore.MaskSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Masks cut out of the pictures of a folder at random places, half of them mirrored in either
 * direction. White marks a hole: a pixel is one if its luminance is 128 or more, of 255.
 *
 * <p>Immutable and thread-safe. A mask has a hole.
 */
public final class MaskFolder implements MaskSource {
  private static final long PLACE = 0x6D706C63L; // "mplc"
  private static final int WHITE = 128;
  private static final int TRIES = 64;

  private final Path folder;
  private final List<Picture> pictures;

  /** The pixels of a picture; those that are holes, by their places. */
  private static final class Picture {
    private final int width;
    private final int height;
    private final boolean[] holes;
    private final int[] places;

    Picture(int width, int height, boolean[] holes, int[] places) {
      this.width = width;
      this.height = height;
      this.holes = holes;
      this.places = places;
    }
  }

  private MaskFolder(Path folder, List<Picture> pictures) {
    this.folder = folder;
    this.pictures = List.copyOf(pictures);
  }

  /**
   * Reads the pictures of a folder, except those without a hole.
   *
   * @param folder a folder of images, sub-folders included
   * @return the masks
   * @throws DataException if the folder cannot be read or has no picture with a hole
   */
  public static MaskFolder open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          Text.of("the folder of masks %s does not exist: expected a folder of pictures", folder));
    }
    DataOptions options = DataOptions.defaults();
    List<Picture> pictures = new ArrayList<>();
    try {
      for (Path file : FileTree.images(folder, Optional.empty()).files()) {
        Picture picture = picture(file, options);
        if (picture.places.length > 0) {
          pictures.add(picture);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (pictures.isEmpty()) {
      throw new DataException(
          Text.of(
              "the masks in %s have no hole: expected white where an image is to be completed",
              folder));
    }
    return new MaskFolder(folder, pictures);
  }

  private static Picture picture(Path file, DataOptions options) {
    ImageFile.Header header = ImageFile.header(file, options);
    byte[] greys = ImageFile.pixels(file, header, 1, 0);
    boolean[] holes = new boolean[greys.length];
    int[] places = new int[greys.length];
    int count = 0;
    for (int i = 0; i < greys.length; i++) {
      holes[i] = (greys[i] & 0xFF) >= WHITE;
      if (holes[i]) {
        places[count++] = i;
      }
    }
    return new Picture(
        header.width(), header.height(), holes, java.util.Arrays.copyOf(places, count));
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException if a picture is smaller than the masks
   */
  @Override
  public float[] draw(long seed, long first, int n, int height, int width) {
    for (Picture picture : pictures) {
      if (picture.width < width || picture.height < height) {
        throw new DataException(
            Text.of(
                "a mask in %s has %d x %d pixels: expected at least %d x %d, the size of a sample",
                folder, picture.width, picture.height, width, height));
      }
    }
    float[] masks = new float[Math.multiplyExact(n, height * width)];
    for (int i = 0; i < n; i++) {
      long key = Threefry.words(Threefry.words(seed, PLACE), first + i);
      cut(key, masks, i * height * width, height, width);
    }
    return masks;
  }

  private void cut(long key, float[] masks, int start, int height, int width) {
    Picture picture = pictures.get(below(key, 0, pictures.size()));
    int flips = below(key, 1, 4);
    boolean found = false;
    for (int attempt = 0; attempt < TRIES && !found; attempt++) {
      int top = below(key, 2 + 2L * attempt, picture.height - height + 1);
      int left = below(key, 3 + 2L * attempt, picture.width - width + 1);
      if (attempt == TRIES - 1) { // holes are rare: around one of them
        int place = picture.places[below(key, 1L << 32, picture.places.length)];
        top = Math.max(0, Math.min(picture.height - height, place / picture.width - height / 2));
        left = Math.max(0, Math.min(picture.width - width, place % picture.width - width / 2));
      }
      found = copy(picture, top, left, flips, masks, start, height, width);
    }
  }

  /** Returns whether the mask has a hole. */
  private static boolean copy(
      Picture picture,
      int top,
      int left,
      int flips,
      float[] masks,
      int start,
      int height,
      int width) {
    boolean any = false;
    for (int row = 0; row < height; row++) {
      int from = (flips & 1) == 0 ? row : height - 1 - row;
      for (int column = 0; column < width; column++) {
        int at = (flips & 2) == 0 ? column : width - 1 - column;
        boolean hole = picture.holes[(top + from) * picture.width + left + at];
        masks[start + row * width + column] = hole ? 1 : 0;
        any |= hole;
      }
    }
    return any;
  }

  private static int below(long key, long place, int bound) {
    return (int) Math.floorMod(Threefry.words(key, place) >>> 1, (long) bound);
  }
}
