/**
 * Typed tables in training: schemas of CSV files, and the codes and values that rows are trained
 * as.
 *
 * <p>Start with {@link dev.wgan.train.table.SchemaGuess}, which infers the types of a file's
 * columns. {@link dev.wgan.train.table.SchemaJson} writes a schema for people to edit.
 */
@NullMarked
package dev.wgan.train.table;

import org.jspecify.annotations.NullMarked;
