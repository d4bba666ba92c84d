/** Holds the documentation against the code. */
@NullMarked
package dev.wgan.docs;

import org.jspecify.annotations.NullMarked;
