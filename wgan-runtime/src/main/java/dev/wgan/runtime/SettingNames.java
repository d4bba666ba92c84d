package dev.wgan.runtime;

import java.util.function.Function;

/**
 * A failure whose sentence may point to settings, and can name them as its reader does.
 *
 * <p>Implementations are exceptions. Thread-safe.
 */
public interface SettingNames {
  /**
   * Returns the failure's sentence.
   *
   * @param names returns what the reader calls a setting, such as {@code --latent-shape}
   * @return the message, with these names where {@link Throwable#getMessage} has Java's
   */
  String message(Function<Setting, String> names);
}
