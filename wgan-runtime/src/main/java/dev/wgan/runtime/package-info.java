/** Placeholder. */
@NullMarked
package dev.wgan.runtime;

import org.jspecify.annotations.NullMarked;
