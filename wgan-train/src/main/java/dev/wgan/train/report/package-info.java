/** Pictures and a page that show how a training run went. */
@NullMarked
package dev.wgan.train.report;

import org.jspecify.annotations.NullMarked;
