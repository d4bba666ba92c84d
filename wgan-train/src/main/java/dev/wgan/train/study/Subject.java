package dev.wgan.train.study;

import dev.wgan.train.data.Dataset;
import java.util.function.Supplier;

/**
 * What generators are trained on, and who judges them.
 *
 * @param data opens the samples to train on; who opens them closes them
 * @param judge measures what is generated
 */
public record Subject(Supplier<Dataset> data, Judge judge) {}
