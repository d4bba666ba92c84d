/** A service of portraits. Start from {@link dev.wgan.examples.service.PortraitService}. */
@NullMarked
package dev.wgan.examples.service;

import org.jspecify.annotations.NullMarked;
