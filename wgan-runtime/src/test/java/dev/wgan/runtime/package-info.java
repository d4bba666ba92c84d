/** Tests of the sampling library. */
@NullMarked
package dev.wgan.runtime;

import org.jspecify.annotations.NullMarked;
