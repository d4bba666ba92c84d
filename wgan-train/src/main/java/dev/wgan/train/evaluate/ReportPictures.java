package dev.wgan.train.evaluate;

/** The pictures of a report, as HTML; empty text where there is nothing to show. */
interface ReportPictures {
  /** What the samples look like. */
  String samples();

  /** Some samples of each class. */
  String classes();

  /** Samples beside their nearest training points. */
  String neighbours();
}
