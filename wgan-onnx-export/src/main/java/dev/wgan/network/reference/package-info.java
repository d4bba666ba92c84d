/**
 * What a network computes, straight from the layers' definitions, in double precision and with
 * nothing but Java: slow, and the measure that exported graphs are held against.
 */
@NullMarked
package dev.wgan.network.reference;

import org.jspecify.annotations.NullMarked;
