/**
 * The evaluation of films: their frames, whether what moves stays the same, and how it moves.
 *
 * <p>For {@code wgan evaluate}. Start at {@link dev.wgan.train.films.FilmEvaluation}.
 */
@NullMarked
package dev.wgan.train.films;

import org.jspecify.annotations.NullMarked;
