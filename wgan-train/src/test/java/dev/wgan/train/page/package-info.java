/** Tests of pictures and pages of a run. */
@NullMarked
package dev.wgan.train.page;

import org.jspecify.annotations.NullMarked;
