package dev.wgan.runtime;

import java.util.List;

/**
 * The scale and shift of the training data's columns, which sampling undoes: {@code value = sample
 * * scale + mean}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param columns the columns' names, in the order of a sample's elements
 * @param mean the summand of each column
 * @param scale the factor of each column
 */
public record Standardisation(List<String> columns, List<Float> mean, List<Float> scale) {
  /**
   * Checks that the three agree.
   *
   * @throws InputException if their sizes differ
   */
  public Standardisation {
    columns = List.copyOf(columns);
    mean = List.copyOf(mean);
    scale = List.copyOf(scale);
    if (columns.size() != mean.size() || columns.size() != scale.size()) {
      throw new InputException(
          "a table of %s columns has %s means and %s scales: expected one of each per column"
              .formatted(columns.size(), mean.size(), scale.size()));
    }
  }
}
