package dev.wgan.train.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of a run at one of its checkpoints.
 *
 * @param step generator iterations done
 * @param criticIterations critic iterations done
 * @param seconds the time of training so far
 * @param estimate the smoothed Wasserstein estimate on training batches
 * @param heldOut the estimate on held-out samples, averaged since the look before; null if nothing
 *     was held out
 * @param figures the judge's figures, by name
 */
record Look(
    long step,
    long criticIterations,
    double seconds,
    double estimate,
    @Nullable Double heldOut,
    Map<String, Double> figures) {
  /** The figure that curves and correlations use. */
  double quality() {
    return figures.values().iterator().next();
  }
}
