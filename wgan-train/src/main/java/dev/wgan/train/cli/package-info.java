/** The command line of the whole chain: train, resume, export, verify, sample. */
@NullMarked
package dev.wgan.train.cli;

import org.jspecify.annotations.NullMarked;
