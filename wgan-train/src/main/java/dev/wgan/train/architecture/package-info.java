/**
 * The families of networks that training offers by name, written as {@link
 * dev.wgan.network.NetworkSpec}s for any sample shape, width and number of classes.
 *
 * <p>For contributors who add a family. Start at {@link dev.wgan.train.architecture.Architecture}.
 */
@NullMarked
package dev.wgan.train.architecture;

import org.jspecify.annotations.NullMarked;
