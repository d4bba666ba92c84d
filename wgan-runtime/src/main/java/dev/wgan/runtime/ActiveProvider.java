package dev.wgan.runtime;

import java.util.Optional;

/**
 * The execution provider that a loaded generator runs on.
 *
 * <p>Immutable and thread-safe.
 *
 * @param running the provider
 * @param fallbackReason the reason for a fallback from the requested provider, empty without one
 */
public record ActiveProvider(ExecutionProvider running, Optional<String> fallbackReason) {
  @Override
  public String toString() {
    return running + fallbackReason.map(reason -> " (" + reason + ")").orElse("");
  }
}
