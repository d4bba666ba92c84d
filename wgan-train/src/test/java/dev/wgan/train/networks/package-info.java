/** Tests of training. */
@NullMarked
package dev.wgan.train.networks;

import org.jspecify.annotations.NullMarked;
