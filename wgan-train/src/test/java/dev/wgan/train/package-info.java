/** Tests of training. */
@NullMarked
package dev.wgan.train;

import org.jspecify.annotations.NullMarked;
