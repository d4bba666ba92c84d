/** Tests of the evaluation. */
@NullMarked
package dev.wgan.train.evaluate;

import org.jspecify.annotations.NullMarked;
