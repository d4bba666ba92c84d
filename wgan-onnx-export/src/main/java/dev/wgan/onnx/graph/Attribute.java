package dev.wgan.onnx.graph;

import java.util.List;

/**
 * The value of a node's attribute.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface Attribute {
  /**
   * A whole number.
   *
   * @param value the number
   */
  record Whole(long value) implements Attribute {}

  /**
   * Whole numbers.
   *
   * @param values the numbers
   */
  record Wholes(List<Long> values) implements Attribute {
    /** Copies the list. */
    public Wholes {
      values = List.copyOf(values);
    }
  }

  /**
   * A real number.
   *
   * @param value the number
   */
  record Real(float value) implements Attribute {}

  /**
   * Real numbers.
   *
   * @param values the numbers
   */
  record Reals(List<Float> values) implements Attribute {
    /** Copies the list. */
    public Reals {
      values = List.copyOf(values);
    }
  }

  /**
   * A text.
   *
   * @param value the text
   */
  record Text(String value) implements Attribute {}
}
