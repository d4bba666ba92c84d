/**
 * Classifiers of images: what they are, how they are fitted, and their use as a space of features
 * in which the quality of samples is measured.
 */
@NullMarked
package dev.wgan.train.classify;

import org.jspecify.annotations.NullMarked;
