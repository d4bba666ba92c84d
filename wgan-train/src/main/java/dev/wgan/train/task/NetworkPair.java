package dev.wgan.train.task;

import dev.wgan.network.NetworkSpec;

/**
 * A generator and the critic that it is trained against.
 *
 * <p>Immutable and thread-safe.
 *
 * @param generator the network of the generator
 * @param critic the network of the critic
 */
public record NetworkPair(NetworkSpec generator, NetworkSpec critic) {}
