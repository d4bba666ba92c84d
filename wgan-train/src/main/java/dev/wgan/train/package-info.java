/** Placeholder. */
@NullMarked
package dev.wgan.train;

import org.jspecify.annotations.NullMarked;
