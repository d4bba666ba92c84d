/** Tests of what is watched while a network trains. */
@NullMarked
package dev.wgan.train.monitor;

import org.jspecify.annotations.NullMarked;
