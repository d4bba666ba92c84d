/**
 * The networks that training offers by name, written as {@link dev.wgan.network.NetworkSpec}s for
 * any sample shape, width and number of classes.
 */
@NullMarked
package dev.wgan.train.architecture;

import org.jspecify.annotations.NullMarked;
