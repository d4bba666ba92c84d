/** Placeholder. */
@NullMarked
package dev.wgan.network;

import org.jspecify.annotations.NullMarked;
