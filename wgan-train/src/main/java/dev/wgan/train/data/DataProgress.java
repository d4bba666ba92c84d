package dev.wgan.train.data;

/** Receives the progress of the decoding of images, on the thread that opens the data set. */
@FunctionalInterface
public interface DataProgress {
  /**
   * Receives the progress.
   *
   * @param done the number of decoded images
   * @param total the number of all images
   */
  void decoded(int done, int total);
}
