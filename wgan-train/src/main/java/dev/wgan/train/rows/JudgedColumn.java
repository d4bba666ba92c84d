package dev.wgan.train.rows;

import dev.wgan.table.TableColumn;

/**
 * A column of a table that is evaluated.
 *
 * <p>Immutable and thread-safe.
 *
 * @param column its description in the model
 * @param measured whether its cells are numbers or times in an order; otherwise they are levels
 */
record JudgedColumn(TableColumn column, boolean measured) {
  String name() {
    return column.name();
  }
}
