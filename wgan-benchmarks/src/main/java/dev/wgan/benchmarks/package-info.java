/** Measures sampling beside raw ONNX Runtime and other ways to call it from Java. */
@NullMarked
package dev.wgan.benchmarks;

import org.jspecify.annotations.NullMarked;
