/**
 * The kinds of samples: the way in which each is counted, mirrored, drawn and shown.
 *
 * <p>For reading, training and reports, and for contributors who add a kind. Start at {@link
 * dev.wgan.train.kind.Kind}.
 */
@NullMarked
package dev.wgan.train.kind;

import org.jspecify.annotations.NullMarked;
