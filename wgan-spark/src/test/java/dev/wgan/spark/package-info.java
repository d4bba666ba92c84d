/** Tests on an embedded Spark, and on a cluster of processes. */
@org.jspecify.annotations.NullMarked
package dev.wgan.spark;
