@NullMarked
package dev.wgan.examples.service;

import org.jspecify.annotations.NullMarked;
