/**
 * The configuration of a training: its records, presets, keys with their ranges, and the file
 * {@code config.json}.
 *
 * <p>For applications that train, and for contributors who add a key or a preset. Start at {@link
 * dev.wgan.train.config.Presets} and {@link dev.wgan.train.config.TrainingConfig}.
 */
@NullMarked
package dev.wgan.train.config;

import org.jspecify.annotations.NullMarked;
