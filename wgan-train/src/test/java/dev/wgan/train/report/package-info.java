/** Tests of pictures and pages of a run. */
@NullMarked
package dev.wgan.train.report;

import org.jspecify.annotations.NullMarked;
