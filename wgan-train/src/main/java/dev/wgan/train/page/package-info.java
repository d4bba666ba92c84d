/**
 * Self-contained HTML pages: sections filled from templates, pictures as data URIs, and charts that
 * a reader can hover over and zoom.
 *
 * <p>For the reports of trainings, evaluations and studies. Start at {@link
 * dev.wgan.train.page.Page}.
 */
@NullMarked
package dev.wgan.train.page;

import org.jspecify.annotations.NullMarked;
