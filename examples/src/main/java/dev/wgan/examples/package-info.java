/**
 * Code to copy into an application. {@link dev.wgan.examples.SyntheticRows} fills a database table
 * with synthetic rows before each test.
 */
@NullMarked
package dev.wgan.examples;

import org.jspecify.annotations.NullMarked;
