/**
 * Images that are degraded and restored: how small images and images with holes are made, the
 * classical ways to enlarge and to fill them, and the measures of a restored image.
 *
 * <p>For the tasks from images to images and their evaluation. Arrays in, arrays out; nothing here
 * depends on training. Start at {@link dev.wgan.train.restore.Degradation}.
 */
@NullMarked
package dev.wgan.train.restore;

import org.jspecify.annotations.NullMarked;
