package dev.wgan.runtime;

/**
 * The differences of a successful self-test.
 *
 * <p>Immutable and thread-safe.
 *
 * @param samples the number of compared golden samples
 * @param maxDifference the largest absolute difference of a value
 * @param tolerance the largest permitted difference: that of the model's metadata, within the
 *     bounds of its precision
 */
public record SelfTestResult(int samples, float maxDifference, float tolerance) {}
