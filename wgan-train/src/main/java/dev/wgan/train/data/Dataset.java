package dev.wgan.train.data;

import java.util.Objects;

/**
 * Samples of one shape, addressed by index: float32 values, images in [-1, 1], perhaps labels.
 *
 * <p>Thread-safe for reading. The caller that opened a data set closes it after the last read;
 * views ({@link Split}) need not be closed.
 */
public interface Dataset extends AutoCloseable {
  /** The label of a sample that has none. */
  int NO_LABEL = -1;

  /**
   * Returns the description of the samples.
   *
   * @return the description
   */
  DataDescription description();

  /**
   * Returns the number of samples.
   *
   * @return at least 1
   */
  int size();

  /**
   * Copies one sample's values, without allocating.
   *
   * @param index the sample, 0 to {@code size() - 1}
   * @param into receives {@code description().sampleSize()} values, row-major
   * @param offset the place of the first value
   * @throws IndexOutOfBoundsException if there is no such sample or {@code into} is too short
   * @throws IllegalStateException if the data set is closed
   */
  void read(int index, float[] into, int offset);

  /**
   * Copies one sample's values for one use of it in training. A data set whose samples have a
   * random part, such as rows with tied values, draws that part anew for each use.
   *
   * @param index the sample, 0 to {@code size() - 1}
   * @param use the number of the use, from 0; equal numbers draw equal values
   * @param into receives {@code description().sampleSize()} values, row-major
   * @param offset the place of the first value
   * @throws IndexOutOfBoundsException if there is no such sample or {@code into} is too short
   * @throws IllegalStateException if the data set is closed
   */
  default void draw(int index, long use, float[] into, int offset) {
    read(index, into, offset);
  }

  /**
   * Returns the data set that this one is a part of.
   *
   * @return the data set that was opened; this one unless it is a view
   */
  default Dataset origin() {
    return this;
  }

  /**
   * Returns the class of a sample.
   *
   * @param index the sample, 0 to {@code size() - 1}
   * @return its place in the class names, or {@link #NO_LABEL} if the samples are not labelled
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  int label(int index);

  /**
   * Returns the digest of the data, which does not depend on their file. It is the SHA-256 over the
   * following, integers as 32-bit and values as float32, all little-endian: number of samples,
   * number of dimensions, the dimensions, the values sample by sample, and the labels if there are
   * any. The first call reads every sample.
   *
   * @return 64 hexadecimal digits
   * @throws IllegalStateException if the data set is closed
   */
  String digest();

  /**
   * Copies the values of consecutive samples.
   *
   * @param first the first sample, 0 to {@code size() - 1}
   * @param count how many
   * @return the values, {@code [count, sampleSize]} row-major
   * @throws IndexOutOfBoundsException if there are not as many samples
   * @throws IllegalStateException if the data set is closed
   */
  default float[] values(int first, int count) {
    Objects.checkFromIndexSize(first, count, size());
    int sample = description().sampleSize();
    float[] values = new float[Math.multiplyExact(count, sample)];
    for (int i = 0; i < count; i++) {
      read(first + i, values, i * sample);
    }
    return values;
  }

  /**
   * Divides the data into a part to train on and a part held out.
   *
   * @param fraction the share to hold out, above 0 and below 1
   * @param seed any seed
   * @return the two parts, views that need not be closed
   * @throws DataException if the data cannot be divided
   */
  default Split split(double fraction, long seed) {
    return Split.byFraction(this, fraction, seed);
  }

  /** Releases the values; a second call does nothing. */
  @Override
  void close();
}
