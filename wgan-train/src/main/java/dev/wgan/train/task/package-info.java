/**
 * The tasks, which determine the inputs of a generator, and the random numbers of a training.
 *
 * <p>For the training loop and for contributors who add a task. Start at {@link
 * dev.wgan.train.task.Task}.
 */
@NullMarked
package dev.wgan.train.task;

import org.jspecify.annotations.NullMarked;
