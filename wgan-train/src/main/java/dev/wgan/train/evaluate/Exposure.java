package dev.wgan.train.evaluate;

/** The relation between the reference points of an evaluation and the training of the model. */
public enum Exposure {
  /** The reference points are in the data that the model was trained on. */
  SEEN,
  /** The model was trained on other data. */
  NOT_SEEN,
  /** Nothing is stored that identifies the training data, or they are not the data at hand. */
  UNKNOWN
}
