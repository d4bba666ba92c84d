/**
 * Numbers that a configuration sets in a constraint or an optimizer: their names, ranges and
 * meanings.
 */
@NullMarked
package dev.wgan.train.key;

import org.jspecify.annotations.NullMarked;
