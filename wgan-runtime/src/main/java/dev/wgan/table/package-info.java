/**
 * Typed tables: the schema of a table, the codes by which a generator's values become cells, and
 * rows that are written as CSV or JSON lines.
 *
 * <p>Start with {@link dev.wgan.table.TableSchema}, the columns with their types. {@link
 * dev.wgan.table.TableCodec} adds a {@link dev.wgan.table.ColumnCode} to each column and decodes
 * rows into a {@link dev.wgan.table.Table}. Every value of every type is a whole number on the
 * inside (a count of the type's smallest unit, or the number of a category), so that decoding is
 * exact and the codes need not know the types. {@link dev.wgan.table.Condition} selects rows,
 * {@link dev.wgan.table.RowConstraint} is a statement of the schema that all rows meet, and {@link
 * dev.wgan.table.RowCompletion} fills empty cells.
 */
@NullMarked
package dev.wgan.table;

import org.jspecify.annotations.NullMarked;
