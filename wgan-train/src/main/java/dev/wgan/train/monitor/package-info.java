/**
 * Events, listeners, metrics, warnings and progress of a training.
 *
 * <p>For applications that follow a training. Start at {@link
 * dev.wgan.train.monitor.TrainingListener} and {@link dev.wgan.train.monitor.TrainingEvent}.
 */
@NullMarked
package dev.wgan.train.monitor;

import org.jspecify.annotations.NullMarked;
