package dev.wgan.onnx.cli;

import java.util.Set;

/**
 * A failure that is about values of options: wrong usage where one of them was typed.
 *
 * <p>Implementations are exceptions. Thread-safe.
 */
public interface OptionNames {
  /**
   * Returns the options whose values are refused, or that the failure's sentence names.
   *
   * @return names such as {@code --part}
   */
  Set<String> options();
}
