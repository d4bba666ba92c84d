/** What keeps a critic Lipschitz, each member of the family with its paper. */
@NullMarked
package dev.wgan.train.constraint;

import org.jspecify.annotations.NullMarked;
