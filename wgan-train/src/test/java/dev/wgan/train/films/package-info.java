@NullMarked
package dev.wgan.train.films;

import org.jspecify.annotations.NullMarked;
