/** Tests of the evaluation of tables. */
@org.jspecify.annotations.NullMarked
package dev.wgan.train.rows;
