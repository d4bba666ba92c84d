package dev.wgan.onnx.cli;

import java.util.Set;

/**
 * A failure about values of options, which is wrong usage if the user gave one of them.
 *
 * <p>Implementations are exceptions. Thread-safe.
 */
public interface OptionNames {
  /**
   * Returns the options whose values are refused, or that the message names.
   *
   * @return names such as {@code --part}
   */
  Set<String> options();
}
