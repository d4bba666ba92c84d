/**
 * The evaluation of models that make pictures of pictures, on photographs that are degraded and
 * restored.
 *
 * <p>For {@code wgan evaluate}. Start at {@link dev.wgan.train.pictures.PictureEvaluation}.
 */
@NullMarked
package dev.wgan.train.pictures;

import org.jspecify.annotations.NullMarked;
