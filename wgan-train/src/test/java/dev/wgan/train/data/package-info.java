/** Tests of training data. */
@NullMarked
package dev.wgan.train.data;

import org.jspecify.annotations.NullMarked;
