/**
 * Self-contained HTML pages: sections filled from templates, pictures as data URIs, and charts that
 * a reader can hover over and zoom.
 */
@NullMarked
package dev.wgan.train.page;

import org.jspecify.annotations.NullMarked;
