/**
 * The configuration of a training: its record, presets, keys and their ranges, and the reading and
 * writing of {@code config.json}. Start at {@link dev.wgan.train.config.TrainingConfig}.
 */
@org.jspecify.annotations.NullMarked
package dev.wgan.train.config;
