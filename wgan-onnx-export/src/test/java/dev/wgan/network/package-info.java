/** Tests of networks as data. */
@NullMarked
package dev.wgan.network;

import org.jspecify.annotations.NullMarked;
