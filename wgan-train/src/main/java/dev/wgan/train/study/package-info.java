/**
 * Studies: several trainings at an equal budget, evaluated over time and compared in tables and
 * pictures.
 *
 * <p>For {@code wgan study}. Start at {@link dev.wgan.train.study.Study} and {@link
 * dev.wgan.train.study.StudyPlan}.
 */
@NullMarked
package dev.wgan.train.study;

import org.jspecify.annotations.NullMarked;
