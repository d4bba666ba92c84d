package dev.wgan.onnx;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.reference.Values;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import dev.wgan.runtime.TensorData;
import dev.wgan.runtime.ValueRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The inputs of a proof, equal on every machine.
 *
 * <p>Immutable and thread-safe.
 */
final class ProofInputs {
  /** The most multiplications of the reference, which computes about 10^9 per second. */
  private static final long WORK = 1_500_000_000L;

  private final int n;
  private final Map<String, TensorData> tensors;

  private ProofInputs(int n, Map<String, TensorData> tensors) {
    this.n = n;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /** The number of samples for which the reference has time, equal on every machine. */
  static int affordable(NetworkSpec network, int least, int most) {
    long affordable = WORK / Math.max(1, network.multiplications());
    return (int) Math.max(least, Math.min(most, affordable));
  }

  /** Draws latents, counts through labels, and fills images and masks with noise. */
  static ProofInputs draw(
      NetworkSpec network, LatentDistribution latents, ValueRange range, int n, long seed) {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (InputSpec input : network.given()) {
      int[] dims = dims(n, input.shape());
      if (input.role() == InputSpec.Role.LABEL) {
        int classes = input.labels();
        long[] labels = IntStream.range(0, n).mapToLong(i -> i % classes).toArray();
        tensors.put(input.name(), TensorData.of(labels, dims));
      } else {
        // Each input has its own stream of the seed.
        long stream = seed + ((long) tensors.size() << 32);
        tensors.put(input.name(), TensorData.of(noise(input, latents, range, n, stream), dims));
      }
    }
    return new ProofInputs(n, tensors);
  }

  private static float[] noise(
      InputSpec input, LatentDistribution latents, ValueRange range, int n, long stream) {
    int size = input.shape().elements();
    float[] values = new float[Math.multiplyExact(n, size)];
    if (input.role() == InputSpec.Role.LATENT && latents == LatentDistribution.NORMAL) {
      Noise.normal(stream, 0, n, size, values);
      return values;
    }
    Noise.uniform(stream, 0, n, size, values);
    float middle = (range.low() + range.high()) / 2;
    for (int i = 0; i < values.length && input.role() != InputSpec.Role.LATENT; i++) {
      values[i] =
          input.role() == InputSpec.Role.MASK
              ? (values[i] > 0 ? 1 : 0)
              : middle + values[i] * (range.high() - middle);
    }
    return values;
  }

  private static int[] dims(int n, Shape shape) {
    long[] batch = shape.batch(n);
    return IntStream.range(0, batch.length).map(i -> (int) batch[i]).toArray();
  }

  int n() {
    return n;
  }

  Map<String, TensorData> tensors() {
    return tensors;
  }

  TensorData tensor(String name) {
    return java.util.Objects.requireNonNull(tensors.get(name), name);
  }

  /** These inputs as values of the reference. */
  Map<String, Values> values() {
    Map<String, Values> values = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          int[] dims = tensor.shape().stream().skip(1).mapToInt(Integer::intValue).toArray();
          values.put(name, Values.of(n, Shape.of(dims), tensor.floats()));
        });
    return values;
  }

  /** A batch of these inputs from one sample on, which starts again after the last one. */
  ProofInputs rows(int first, int count) {
    Map<String, TensorData> rows = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> rows.put(name, rows(tensor, first, count)));
    return new ProofInputs(count, rows);
  }

  private TensorData rows(TensorData tensor, int first, int count) {
    int[] dims = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
    int size = tensor.elements() / n;
    dims[0] = count;
    if (tensor.type() == TensorData.ElementType.INT64) {
      long[] from = tensor.longs();
      long[] to = new long[count * size];
      for (int i = 0; i < to.length; i++) {
        to[i] = from[(first * size + i) % from.length];
      }
      return TensorData.of(to, dims);
    }
    float[] from = tensor.floats();
    float[] to = new float[count * size];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[(first * size + i) % from.length];
    }
    return TensorData.of(to, dims);
  }
}
