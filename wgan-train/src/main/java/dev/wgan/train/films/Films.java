package dev.wgan.train.films;

import dev.wgan.noise.Noise;
import java.util.Arrays;
import java.util.List;

/**
 * Films of grey or coloured frames on a dark ground.
 *
 * <p>Immutable and thread-safe, as long as the values are not changed.
 *
 * @param values the films, {@code [n, frames, channels, height, width]}, from -1 to 1
 * @param shape the shape of one film
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Films(float[] values, List<Integer> shape) {
  /** Copies the shape. */
  public Films {
    shape = List.copyOf(shape);
    if (shape.size() != 4 || values.length % elements(shape) != 0) {
      throw new IllegalArgumentException(
          "%s values of films of shape %s: expected [frames, channels, height, width] and whole films"
              .formatted(values.length, shape));
    }
  }

  private static int elements(List<Integer> dims) {
    return dims.stream().reduce(1, (a, b) -> a * b);
  }

  /** The number of films. */
  int size() {
    return values.length / elements(shape);
  }

  /** The number of frames of a film. */
  int frames() {
    return shape.get(0);
  }

  /** The elements of a frame. */
  int frameSize() {
    return elements(shape) / frames();
  }

  /** Some of the films. */
  Films slice(int from, int to) {
    int size = elements(shape);
    return new Films(Arrays.copyOfRange(values, from * size, to * size), shape);
  }

  /** One frame of every film, {@code [n, channels, height, width]}. */
  float[] frame(int t) {
    int size = frameSize();
    float[] moment = new float[size() * size];
    for (int i = 0; i < size(); i++) {
      System.arraycopy(values, (i * frames() + t) * size, moment, i * size, size);
    }
    return moment;
  }

  /** These films with normal noise on every pixel. */
  Films noisy(float deviation, long seed) {
    float[] noise = new float[values.length];
    Noise.normal(seed, 0, size(), elements(shape), noise);
    for (int k = 0; k < noise.length; k++) {
      noise[k] = Math.max(-1, Math.min(1, values[k] + deviation * noise[k]));
    }
    return new Films(noise, shape);
  }

  /** These films with the frames of each in another order, drawn with a seed. */
  Films shuffled(long seed) {
    int size = frameSize();
    float[] mixed = values.clone();
    for (int i = 0; i < size(); i++) {
      for (int t = frames() - 1; t > 0; t--) {
        int other = Noise.label(seed, (long) i * frames() + t, t + 1);
        int a = (i * frames() + t) * size;
        int b = (i * frames() + other) * size;
        float[] kept = Arrays.copyOfRange(mixed, a, a + size);
        System.arraycopy(mixed, b, mixed, a, size);
        System.arraycopy(kept, 0, mixed, b, size);
      }
    }
    return new Films(mixed, shape);
  }

  /**
   * The distances in pixels that the centre of mass moves from each frame to the next. What is
   * darker than a tenth of the range counts as ground; a frame without anything else has its centre
   * in the middle.
   */
  double[] displacements() {
    int steps = frames() - 1;
    double[] moved = new double[size() * steps];
    for (int i = 0; i < size(); i++) {
      double[] before = centre(i * frames());
      for (int t = 0; t < steps; t++) {
        double[] after = centre(i * frames() + t + 1);
        moved[i * steps + t] = Math.hypot(after[0] - before[0], after[1] - before[1]);
        before = after;
      }
    }
    return moved;
  }

  private double[] centre(int frame) {
    int height = shape.get(2);
    int width = shape.get(3);
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int k = 0; k < frameSize(); k++) {
      double weight = Math.max(0, values[frame * frameSize() + k] + 0.8);
      int row = Math.floorDiv(k, width) % height;
      mass += weight;
      x += weight * (k % width);
      y += weight * row;
    }
    return mass > 0
        ? new double[] {x / mass, y / mass}
        : new double[] {(width - 1) / 2.0, (height - 1) / 2.0};
  }
}
