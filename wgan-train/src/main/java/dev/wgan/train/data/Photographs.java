package dev.wgan.train.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whole photographs, for the evaluation of models that restore pictures.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Photographs {
  private Photographs() {}

  /** The central part of a photograph. */
  public static final class Photograph {
    private final String name;
    private final int width;
    private final int height;
    private final byte[] pixels;

    Photograph(String name, int width, int height, byte[] pixels) {
      this.name = name;
      this.width = width;
      this.height = height;
      this.pixels = pixels;
    }

    /**
     * Returns the name.
     *
     * @return the path below the folder
     */
    public String name() {
      return name;
    }

    /**
     * Returns the width.
     *
     * @return pixels
     */
    public int width() {
      return width;
    }

    /**
     * Returns the height.
     *
     * @return pixels
     */
    public int height() {
      return height;
    }

    /**
     * Returns the pixels.
     *
     * @return unsigned bytes, {@code [channels, height, width]}, a copy
     */
    public byte[] pixels() {
      return pixels.clone();
    }
  }

  /**
   * Reads the central parts of photographs.
   *
   * @param folder a folder of images, sub-folders included
   * @param shrink the factor by which they are reduced first, 1 for none
   * @param least the smallest width and height of a part; smaller photographs are left out
   * @param side the largest width and height of a part; both become multiples of {@code multiple}
   * @param multiple the number that divides width and height
   * @param most the largest number of photographs
   * @param channels 1 for greys, 3 for colours
   * @return the parts, in the order of their names
   * @throws DataException if the folder cannot be read or has no photograph of a sufficient size
   */
  public static List<Photograph> centres(
      Path folder, int shrink, int least, int side, int multiple, int most, int channels) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + " is not a folder: expected a folder of photographs");
    }
    List<Photograph> centres = new ArrayList<>();
    int low = (Math.max(1, least) + multiple - 1) / multiple * multiple;
    try {
      FileTree tree = FileTree.images(folder, Optional.empty());
      for (PhotoStore.Photo photo :
          PhotoStore.open(tree, channels, shrink, DataOptions.defaults())) {
        int width = Math.min(side, photo.width()) / multiple * multiple;
        int height = Math.min(side, photo.height()) / multiple * multiple;
        if (width >= low && height >= low && centres.size() < most) {
          centres.add(centre(photo, width, height, channels));
        }
      }
    } catch (IOException e) {
      throw new DataException(Text.of("cannot read %s: %s", folder, e.getMessage()), e);
    }
    if (centres.isEmpty()) {
      throw new DataException(
          Text.of("no photograph in %s has %d x %d pixels or more", folder, low, low));
    }
    return centres;
  }

  private static Photograph centre(PhotoStore.Photo photo, int width, int height, int channels) {
    int top = (photo.height() - height) / 2;
    int left = (photo.width() - width) / 2;
    byte[] pixels = new byte[channels * width * height];
    for (int i = 0; i < pixels.length; i++) {
      int plane = i / (width * height) * photo.width() * photo.height();
      int row = top + i / width % height;
      pixels[i] = photo.pixels().get(plane + row * photo.width() + left + i % width);
    }
    return new Photograph(photo.name(), width, height, pixels);
  }
}
