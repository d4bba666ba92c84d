package dev.wgan.train.data;

import java.util.List;

/**
 * Images that are arrays already.
 *
 * <p>Thread-safe: there is no state.
 */
final class ImageArrays {
  private ImageArrays() {}

  static Dataset unlabelled(String name, String source, float[] values, List<Integer> shape) {
    return labelled(name, source, values, shape, new int[0], List.of());
  }

  static Dataset labelled(
      String name,
      String source,
      float[] values,
      List<Integer> shape,
      int[] labels,
      List<String> classNames) {
    checkShape(source, shape);
    return of(
        DataDescription.images(name, source, shape, classNames, Findings.NONE), values, labels);
  }

  static Dataset of(DataDescription description, float[] values, int[] labels) {
    int sample = description.sampleSize();
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= -1f && values[i] <= 1f)) {
        throw new DataException(
            Text.of(
                "image %d of %s has the value %s: expected -1 to 1, or unsigned bytes",
                i / sample, description.source(), values[i]));
      }
    }
    return new FloatDataset(description, values, labels);
  }

  static void checkShape(String source, List<Integer> shape) {
    if (shape.size() != 3 || (shape.get(0) != 1 && shape.get(0) != 3)) {
      throw new DataException(
          Text.of(
              "images of shape %s in %s: expected [channels, height, width] with 1 or 3 channels",
              shape, source));
    }
  }
}
