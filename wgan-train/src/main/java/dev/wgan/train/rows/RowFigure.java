package dev.wgan.train.rows;

import dev.wgan.train.evaluate.Estimate;

/**
 * A figure of a table.
 *
 * <p>Immutable and thread-safe.
 *
 * @param key its name in JSON
 * @param label its name for people
 * @param estimate the value, perhaps with its interval
 */
public record RowFigure(String key, String label, Estimate estimate) {}
