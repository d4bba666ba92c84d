package dev.wgan.train.data;

import dev.wgan.runtime.internal.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The common part of all data sets, independent of storage: description, labels, digest.
 *
 * <p>Thread-safe for reading.
 */
public abstract class StoredDataset implements Dataset {
  private final DataDescription description;
  private final int size;
  private final int[] labels;
  private @Nullable String digest;
  private @Nullable Duplicates duplicates;

  /**
   * Creates a data set.
   *
   * @param description the description of the samples
   * @param size the number of samples
   * @param labels the classes, of which there are {@code size} or none
   * @throws DataException if there are no samples, or labels do not fit them
   */
  protected StoredDataset(DataDescription description, int size, int[] labels) {
    this.description = description;
    this.size = size;
    this.labels = labels;
    if (size < 1) {
      throw new DataException(description.source() + " holds no samples: expected at least one");
    }
    int classes = description.classNames().size();
    if (labels.length != (classes == 0 ? 0 : size)) {
      throw new DataException(
          Text.of(
              "%s holds %d samples of %d classes, but %d labels: expected one label per sample",
              description.source(), size, classes, labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new DataException(
            Text.of(
                "sample %d of %s has label %d: expected 0 to %d, as there are %d class names",
                i, description.source(), labels[i], classes - 1, classes));
      }
    }
  }

  @Override
  public final DataDescription description() {
    return description;
  }

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final int label(int index) {
    Objects.checkIndex(index, size);
    return labels.length == 0 ? NO_LABEL : labels[index];
  }

  @Override
  public final synchronized String digest() {
    if (digest == null) {
      digest = computeDigest();
    }
    return digest;
  }

  /** The samples that repeat others; the first call reads every sample. */
  final synchronized Duplicates duplicates() {
    if (duplicates == null) {
      duplicates = Duplicates.find(this);
    }
    return duplicates;
  }

  @Override
  public final String toString() {
    return description.name() + " " + size + " x " + description.shape();
  }

  private String computeDigest() {
    MessageDigest sha = Sha256.digest();
    List<Integer> shape = description.shape();
    ByteBuffer head = littleEndian(2 + shape.size());
    head.putInt(size).putInt(shape.size());
    shape.forEach(head::putInt);
    sha.update(head.flip());
    float[] sample = new float[description.sampleSize()];
    ByteBuffer bytes = littleEndian(sample.length);
    for (int i = 0; i < size; i++) {
      read(i, sample, 0);
      bytes.clear().asFloatBuffer().put(sample);
      sha.update(bytes);
    }
    ByteBuffer tail = littleEndian(labels.length);
    tail.asIntBuffer().put(labels);
    sha.update(tail);
    return Sha256.hex(sha);
  }

  private static ByteBuffer littleEndian(int words) {
    return ByteBuffer.allocate(Math.multiplyExact(words, 4)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
