package dev.wgan.train.data;

/** Which part of a published data set to open, where a folder holds both. */
public enum DatasetPart {
  /** The files named {@code train-...}. */
  TRAIN,
  /** The files named {@code t10k-...} or {@code test-...}. */
  TEST
}
