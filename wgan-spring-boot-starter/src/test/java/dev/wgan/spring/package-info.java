@NullMarked
package dev.wgan.spring;

import org.jspecify.annotations.NullMarked;
