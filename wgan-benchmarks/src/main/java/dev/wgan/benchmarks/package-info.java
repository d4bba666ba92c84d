/**
 * Measures the speed of sampling, compared with raw ONNX Runtime and with other ways to call it
 * from Java.
 *
 * <p>For maintainers; nothing here is deployed. Start at {@link dev.wgan.benchmarks.Bench}, the
 * command.
 */
@NullMarked
package dev.wgan.benchmarks;

import org.jspecify.annotations.NullMarked;
