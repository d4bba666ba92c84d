@NullMarked
package dev.wgan.run;

import org.jspecify.annotations.NullMarked;
