package dev.wgan.spark;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.ModelLoadException;

/**
 * Loading of bytes whose failures name the model that the bytes are from.
 *
 * <p>Thread-safe: there is no state.
 */
final class NamedFailures {
  private NamedFailures() {}

  static Generator load(SessionKey key, byte[] bytes) {
    try {
      return Generator.load(bytes, key.choice().toGeneratorOptions());
    } catch (ModelLoadException e) {
      String message = String.valueOf(e.getMessage());
      throw new ModelLoadException(
          message.startsWith("the model ")
              ? key.model() + message.substring("the model".length())
              : key.model() + ": " + message,
          e);
    }
  }
}
