package dev.wgan.runtime;

import java.util.function.Function;

/**
 * A failure whose message may name settings, and can use the reader's names for them.
 *
 * <p>Implementations are exceptions. Thread-safe.
 */
public interface SettingNames {
  /**
   * Returns the message with other names of the settings.
   *
   * @param names returns the reader's name for a setting, such as {@code --latent-shape}
   * @return the message, with these names instead of those in {@link Throwable#getMessage}
   */
  String message(Function<Setting, String> names);
}
