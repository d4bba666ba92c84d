/**
 * A generator as a table of Apache Spark. {@link dev.wgan.spark.WganSource} is the data source
 * {@code wgan}; {@link dev.wgan.spark.Bulk} writes its rows to files.
 */
@NullMarked
package dev.wgan.spark;

import org.jspecify.annotations.NullMarked;
