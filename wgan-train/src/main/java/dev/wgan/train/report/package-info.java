/**
 * The report of a training run: one HTML page of curves, pictures, settings and warnings.
 *
 * <p>For the training loop, which writes it into the run folder. Start at {@link
 * dev.wgan.train.report.Report}.
 */
@NullMarked
package dev.wgan.train.report;

import org.jspecify.annotations.NullMarked;
