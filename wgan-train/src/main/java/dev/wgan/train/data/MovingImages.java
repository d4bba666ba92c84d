package dev.wgan.train.data;

import dev.wgan.noise.Noise;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ValueRange;
import dev.wgan.runtime.Video;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Films made of images: each image, reduced, moves over a black ground at constant velocity and
 * bounces off the edges. Every film's motion is known and is a function of the seed and the film's
 * index.
 *
 * <p>Thread-safe.
 */
public final class MovingImages {
  /** Milliseconds from one frame to the next. */
  public static final int DELAY = 100;

  private static final float SLOWEST = 0.75f;
  private static final float FASTEST = 2.0f;
  private static final int NUMBERS = 4;

  private final Dataset images;
  private final int frames;
  private final int size;
  private final int object;
  private final long seed;

  /**
   * The motion of one film, in pixels.
   *
   * @param x the left edge of the image in the first frame
   * @param y its upper edge
   * @param dx the velocity to the right, per frame
   * @param dy the velocity downwards, per frame
   */
  public record Motion(float x, float y, float dx, float dy) {}

  private MovingImages(Dataset images, int frames, int size, int object, long seed) {
    this.images = images;
    this.frames = frames;
    this.size = size;
    this.object = object;
    this.seed = seed;
  }

  /**
   * Describes the films of some images.
   *
   * @param images grey square images; not closed
   * @param frames the number of frames of a film, 1 or more
   * @param size the width and height of a frame, 8 or more; images are reduced to five eighths of
   *     it
   * @param seed the seed of the motions
   * @return the films, which are computed when they are needed
   * @throws DataException if the images are not grey and square, or a number is out of range
   */
  public static MovingImages of(Dataset images, int frames, int size, long seed) {
    List<Integer> shape = images.description().shape();
    if (shape.size() != 3 || shape.get(0) != 1 || !shape.get(1).equals(shape.get(2))) {
      throw new DataException(
          Text.of(
              "moving images of shape %s from %s: expected grey square images, [1, side, side]",
              shape, images.description().source()));
    }
    if (frames < 1 || frames > DataOptions.MAX_FRAMES || size < 8 || size > 1024) {
      throw new DataException(
          Text.of(
              "films of %d frames of %d x %d pixels: expected 1 to %d frames of 8 to 1024 pixels",
              frames, size, size, DataOptions.MAX_FRAMES));
    }
    return new MovingImages(images, frames, size, size * 5 / 8, seed);
  }

  /**
   * Returns the motion of a film. The direction is uniform, the speed is uniform from 0.75 to 2
   * pixels of a frame of 32, and the place is uniform.
   *
   * @param i the index of the film's image
   * @return the motion
   */
  public Motion motion(int i) {
    float[] uniform = new float[NUMBERS]; // from -1 to 1
    Noise.uniform(seed, i, 1, NUMBERS, uniform);
    double angle = Math.PI * uniform[0];
    double speed = (SLOWEST + (FASTEST - SLOWEST) * share(uniform[1])) * size / 32;
    double room = size - object;
    return new Motion(
        (float) (room * share(uniform[2])),
        (float) (room * share(uniform[3])),
        (float) (speed * Math.cos(angle)),
        (float) (speed * Math.sin(angle)));
  }

  private static double share(float uniform) {
    return (uniform + 1) / 2;
  }

  /**
   * Computes a film.
   *
   * @param i the index of its image
   * @return the frames, {@code [frames, 1, size, size]} as bytes, row-major
   */
  public byte[] film(int i) {
    int side = images.description().shape().get(1);
    float[] image = new float[side * side];
    images.read(i, image, 0);
    Motion motion = motion(i);
    byte[] film = new byte[frames * size * size];
    for (int t = 0; t < frames; t++) {
      double x = bounced(motion.x() + t * (double) motion.dx());
      double y = bounced(motion.y() + t * (double) motion.dy());
      draw(image, side, weights(x, side), weights(y, side), film, t * size * size);
    }
    return film;
  }

  /** A place within the frame, as if its edges were mirrors. */
  private double bounced(double place) {
    double room = size - object;
    double period = Math.abs(place) % (2 * room);
    return period <= room ? period : 2 * room - period;
  }

  /** The share of each element of the image in each pixel of a frame, {@code [size][side]}. */
  private float[][] weights(double at, int side) {
    double scale = (double) side / object;
    float[][] weights = new float[size][side];
    for (int p = 0; p < size; p++) {
      double from = (p - at) * scale;
      double to = (p + 1 - at) * scale;
      for (int k = Math.max(0, (int) Math.floor(from)); k < Math.min(side, to); k++) {
        weights[p][k] = (float) (Math.max(0, Math.min(to, k + 1) - Math.max(from, k)) / scale);
      }
    }
    return weights;
  }

  private void draw(
      float[] image, int side, float[][] columns, float[][] rows, byte[] film, int at) {
    float[][] narrow = new float[side][size];
    for (int r = 0; r < side; r++) {
      for (int p = 0; p < size; p++) {
        for (int k = 0; k < side; k++) {
          narrow[r][p] += columns[p][k] * (image[r * side + k] + 1) * 127.5f;
        }
      }
    }
    for (int q = 0; q < size; q++) {
      for (int p = 0; p < size; p++) {
        float sum = 0;
        for (int r = 0; r < side; r++) {
          sum += rows[q][r] * narrow[r][p];
        }
        film[at + q * size + p] = (byte) Math.round(Math.min(255, sum));
      }
    }
  }

  /**
   * Returns a film as pictures.
   *
   * @param i the index of its image
   * @return the film
   */
  public Video video(int i) {
    byte[] film = film(i);
    ImageRenderer renderer = ImageRenderer.of(List.of(1, size, size), new ValueRange(0, 255));
    List<BufferedImage> pictures = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      float[] frame = new float[size * size];
      for (int p = 0; p < frame.length; p++) {
        frame[p] = film[t * frame.length + p] & 0xFF;
      }
      pictures.add(renderer.image(frame));
    }
    return Video.of(pictures, DELAY);
  }

  /**
   * Computes films as a data set in memory, one of each image, with the classes of the images.
   *
   * @param n the number of films, at most one per image
   * @return the data set
   * @throws DataException if there are fewer images, or the films do not fit one array
   */
  public Dataset dataset(int n) {
    int length = frames * size * size;
    if (n < 1 || n > images.size() || (long) n * length > Integer.MAX_VALUE - 8) {
      throw new DataException(
          Text.of("%d films of %d images: expected 1 to one of each image", n, images.size()));
    }
    byte[] bytes = new byte[n * length];
    int[] labels = new int[images.description().labelled() ? n : 0];
    for (int i = 0; i < n; i++) {
      System.arraycopy(film(i), 0, bytes, i * length, length);
      if (labels.length > 0) {
        labels[i] = images.label(i);
      }
    }
    DataDescription description =
        DataDescription.films(
            "moving-" + images.description().name(),
            "moving images of " + images.description().source(),
            Arrays.asList(frames, 1, size, size),
            DELAY,
            images.description().classNames(),
            Findings.NONE);
    return new ByteDataset(description, Pixels.of(bytes, length), n, labels);
  }
}
