@NullMarked
package dev.wgan.train.djl;

import org.jspecify.annotations.NullMarked;
