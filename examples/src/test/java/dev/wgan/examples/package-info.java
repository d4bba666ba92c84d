@org.jspecify.annotations.NullMarked
package dev.wgan.examples;
