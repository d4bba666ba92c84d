package dev.wgan.table;

import java.util.Map;

/**
 * The way in which a generator's values become the cells of a column.
 *
 * <p>Implementations are immutable and thread-safe. A generator gives a row the scores of all
 * columns that have one, followed by the logits of all columns that have some.
 */
public sealed interface ColumnCode permits ScoreCode, LogitCode, NoCode {
  /**
   * Returns the number of scores of the column.
   *
   * @return 0 or 1
   */
  int scores();

  /**
   * Returns the number of logits of the column.
   *
   * @return 0 or more
   */
  int logits();

  /**
   * Returns the position of a cell.
   *
   * @param values the values of all rows
   * @param score the place of the column's score
   * @param logit the place of the column's first logit
   * @param uniform the random number of the cell, between 0 and 1
   * @return its position, {@link ColumnType#MISSING} for a missing value
   */
  long position(float[] values, int score, int logit, double uniform);

  /**
   * Returns the description of this code in names and values, from which {@link CodeWord#code}
   * makes it again.
   *
   * @return the code's word and its numbers
   */
  Map<String, String> fields();
}
