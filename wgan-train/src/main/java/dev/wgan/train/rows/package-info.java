/**
 * The evaluation of generated tables: columns, pairs of columns, classifiers, limits, copies.
 *
 * <p>For {@code wgan evaluate}. Start at {@link dev.wgan.train.rows.TableEvaluation}.
 */
@NullMarked
package dev.wgan.train.rows;

import org.jspecify.annotations.NullMarked;
