package dev.wgan.runtime;

import java.util.List;

/**
 * What the training data's columns were divided by and shifted by; sampling undoes it: {@code value
 * = sample * scale + mean}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param columns the columns' names, in the order of a sample's elements
 * @param mean what is added to each column
 * @param scale what each column is multiplied by
 */
public record Standardisation(List<String> columns, List<Float> mean, List<Float> scale) {
  /**
   * Checks that the three agree.
   *
   * @param columns the columns' names
   * @param mean what is added to each column
   * @param scale what each column is multiplied by
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
