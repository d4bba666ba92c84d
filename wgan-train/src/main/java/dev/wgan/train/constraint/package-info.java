/**
 * The constraints that keep a critic Lipschitz, each with its paper, its numbers and its term in
 * TorchScript.
 *
 * <p>For contributors who add a constraint, and for users who construct one in Java. Start at
 * {@link dev.wgan.train.constraint.LipschitzConstraint}.
 */
@NullMarked
package dev.wgan.train.constraint;

import org.jspecify.annotations.NullMarked;
