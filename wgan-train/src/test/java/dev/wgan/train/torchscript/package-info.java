@NullMarked
package dev.wgan.train.torchscript;

import org.jspecify.annotations.NullMarked;
