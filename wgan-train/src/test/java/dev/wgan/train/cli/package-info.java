/** Tests of the command line. */
@NullMarked
package dev.wgan.train.cli;

import org.jspecify.annotations.NullMarked;
