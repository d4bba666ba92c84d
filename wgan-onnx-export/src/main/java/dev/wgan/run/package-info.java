/**
 * Run folders: where each file of a training is, and the trained generator that they hold. Start at
 * {@link dev.wgan.run.RunFolder}.
 */
@org.jspecify.annotations.NullMarked
package dev.wgan.run;
