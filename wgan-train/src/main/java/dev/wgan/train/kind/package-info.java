/**
 * The kinds of samples: how a kind is counted, mirrored, drawn and shown. Start at {@link
 * dev.wgan.train.kind.Kind}.
 */
@NullMarked
package dev.wgan.train.kind;

import org.jspecify.annotations.NullMarked;
