@NullMarked
package dev.wgan.train.network;

import org.jspecify.annotations.NullMarked;
