@NullMarked
package dev.wgan.train.study;

import org.jspecify.annotations.NullMarked;
