/**
 * The noise from which a generator makes samples: pure functions of numbers, for everyone who must
 * reproduce a latent without loading a model.
 *
 * <p>Start with {@link dev.wgan.noise.Noise}: it specifies the algorithm, with a test vector, and
 * fills arrays and buffers. {@link dev.wgan.noise.Threefry} is the counter-based generator below
 * it, and {@link dev.wgan.noise.NormalQuantile} turns uniform numbers into normal ones. Nothing
 * here has state but {@link dev.wgan.noise.NoiseFiller}, which fills many buffers without garbage.
 *
 * <p>The package depends on {@code java.base} alone. It throws {@link IllegalArgumentException} for
 * arguments outside their range.
 */
@NullMarked
package dev.wgan.noise;

import org.jspecify.annotations.NullMarked;
