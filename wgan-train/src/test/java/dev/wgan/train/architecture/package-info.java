/** Tests of training. */
@NullMarked
package dev.wgan.train.architecture;

import org.jspecify.annotations.NullMarked;
