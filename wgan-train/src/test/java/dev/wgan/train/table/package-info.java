/** Tests of typed tables in training. */
@org.jspecify.annotations.NullMarked
package dev.wgan.train.table;
