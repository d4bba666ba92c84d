package dev.wgan.runtime;

import java.util.Optional;

/**
 * Where a loaded generator really runs.
 *
 * <p>Immutable and thread-safe.
 *
 * @param running the provider that runs
 * @param fallbackReason why it is not the one that was asked for, empty if it is
 */
public record ActiveProvider(ExecutionProvider running, Optional<String> fallbackReason) {
  @Override
  public String toString() {
    return running + fallbackReason.map(reason -> " (" + reason + ")").orElse("");
  }
}
