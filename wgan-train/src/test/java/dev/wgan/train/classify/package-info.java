@NullMarked
package dev.wgan.train.classify;

import org.jspecify.annotations.NullMarked;
