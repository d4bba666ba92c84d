/**
 * Classifiers of images and sounds: their networks, their training, and their features, in which
 * the quality of samples is measured.
 *
 * <p>For {@code wgan classifier} and {@code wgan evaluate}. Start at {@link
 * dev.wgan.train.classify.ClassifierTrainer}.
 */
@NullMarked
package dev.wgan.train.classify;

import org.jspecify.annotations.NullMarked;
