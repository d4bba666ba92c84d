/**
 * Numbers that a configuration sets in a constraint or an optimizer: their names, ranges and
 * meanings. It also finds the name that a mistyped name may stand for.
 *
 * <p>For contributors who add a constraint or an optimizer. Start at {@link
 * dev.wgan.train.key.NumberKey}.
 */
@NullMarked
package dev.wgan.train.key;

import org.jspecify.annotations.NullMarked;
