package dev.wgan.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Values on their way into the engine: samples or latents, and the labels that go with them.
 *
 * @param values [batch, shape], row-major; read from its position to its limit
 * @param shape the shape, batch included
 * @param labels [batch]; empty where nothing is conditional
 */
record Batch(FloatBuffer values, Shape shape, LongBuffer labels) {
  static Batch of(float[] values, long... shape) {
    return new Batch(FloatBuffer.wrap(values), new Shape(shape), LongBuffer.allocate(0));
  }

  Batch labelled(long[] given) {
    return new Batch(values, shape, LongBuffer.wrap(given));
  }

  /** With the labels of other samples: within a class alone do two scores differ by quality. */
  Batch labelledAs(Batch other) {
    return new Batch(values, shape, other.labels);
  }

  int size() {
    return Math.toIntExact(shape.get(0));
  }

  NDArray values(NDManager scope, DataType type) {
    NDArray array = scope.create(values.duplicate(), shape);
    return type == DataType.FLOAT32 ? array : array.toType(type, false);
  }

  /** A method takes its label whether it reads it or not: one zero where there is none. */
  NDArray labels(NDManager scope) {
    LongBuffer given = labels.hasRemaining() ? labels.duplicate() : LongBuffer.allocate(1);
    return scope.create(given, new Shape(given.remaining()));
  }
}
