/**
 * Several trainings beside each other: a plan of runs at an equal budget, judged over time, told in
 * tables and pictures.
 */
@NullMarked
package dev.wgan.train.study;

import org.jspecify.annotations.NullMarked;
