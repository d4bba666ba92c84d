package dev.wgan.train.data;

/** Is told how far the decoding of images has come, by the thread that opens the data set. */
@FunctionalInterface
public interface DataProgress {
  /**
   * Takes the news.
   *
   * @param done how many images are decoded
   * @param total how many there are
   */
  void decoded(int done, int total);
}
