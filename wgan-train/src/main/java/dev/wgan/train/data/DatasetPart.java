package dev.wgan.train.data;

/** A part of a published data set whose folder holds both parts. */
public enum DatasetPart {
  /** The files named {@code train-...}. */
  TRAIN,
  /** The files named {@code t10k-...} or {@code test-...}. */
  TEST
}
