/**
 * Run folders: where each file of a training is, and the trained generator that a checkpoint holds.
 *
 * <p>For the trainer, which fills them, and the exporter, which reads them. Start at {@link
 * dev.wgan.run.RunFolder}.
 */
@NullMarked
package dev.wgan.run;

import org.jspecify.annotations.NullMarked;
