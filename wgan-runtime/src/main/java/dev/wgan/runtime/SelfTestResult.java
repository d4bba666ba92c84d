package dev.wgan.runtime;

/**
 * How far a model's golden samples are from what training gave, all within the tolerance.
 *
 * <p>Immutable and thread-safe.
 *
 * @param samples how many golden samples were compared
 * @param maxDifference the largest absolute difference of a value
 * @param tolerance the largest that is accepted: what the model states, within the bounds of its
 *     precision
 */
public record SelfTestResult(int samples, float maxDifference, float tolerance) {}
