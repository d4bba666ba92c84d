/**
 * The tasks, which decide what a generator is given, and the random numbers of a training. Start at
 * {@link dev.wgan.train.task.Task}.
 */
@NullMarked
package dev.wgan.train.task;

import org.jspecify.annotations.NullMarked;
