/** Tests of typed tables. */
@org.jspecify.annotations.NullMarked
package dev.wgan.table;
