package dev.wgan.train.study;

import dev.wgan.train.data.Dataset;
import java.util.function.Supplier;

/**
 * The data that generators are trained on, with the judge of their samples.
 *
 * @param data opens the samples to train on, which the caller closes
 * @param judge measures generated samples
 */
public record Subject(Supplier<Dataset> data, Judge judge) {}
