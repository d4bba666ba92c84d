package dev.wgan.onnx.graph;

import java.nio.FloatBuffer;

/**
 * A weight [outputs, ...] as integers, symmetric around 0, with a scale per output. It uses 7 bits:
 * with 8, sums of two products saturate on processors without VNNI.
 */
final class QuantizedWeight {
  private static final int LEVELS = 63;

  private final String name;
  private final int outputs;
  private final byte[] integers;
  private final float[] scales;

  private QuantizedWeight(String name, int outputs, byte[] integers) {
    this.name = name;
    this.outputs = outputs;
    this.integers = integers;
    this.scales = new float[outputs];
  }

  static QuantizedWeight of(Constant weight) {
    QuantizedWeight quantized =
        new QuantizedWeight(weight.name(), weight.dims().get(0), new byte[weight.elements()]);
    FloatBuffer values = weight.floats();
    int inner = quantized.inner();
    for (int o = 0; o < quantized.outputs; o++) {
      float largest = 0;
      for (int i = o * inner; i < (o + 1) * inner; i++) {
        largest = Math.max(largest, Math.abs(values.get(i)));
      }
      float scale = largest == 0 ? 1 : largest / LEVELS;
      quantized.scales[o] = scale;
      for (int i = o * inner; i < (o + 1) * inner; i++) {
        quantized.integers[i] = (byte) Math.round(values.get(i) / scale);
      }
    }
    return quantized;
  }

  String name() {
    return name;
  }

  int outputs() {
    return outputs;
  }

  /** Elements per output. */
  int inner() {
    return integers.length / outputs;
  }

  byte[] integers() {
    return integers;
  }

  /** The integers as [inner, outputs], the layout of matrix products. */
  byte[] transposed() {
    byte[] transposed = new byte[integers.length];
    int inner = inner();
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < inner; i++) {
        transposed[i * outputs + o] = integers[o * inner + i];
      }
    }
    return transposed;
  }

  /** The scales of products with inputs of a scale. */
  float[] scales(float input) {
    float[] products = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      products[o] = scales[o] * input;
    }
    return products;
  }

  /** The outputs for an input of ones. */
  float[] sums() {
    float[] sums = new float[outputs];
    int inner = inner();
    for (int o = 0; o < outputs; o++) {
      long sum = 0;
      for (int i = o * inner; i < (o + 1) * inner; i++) {
        sum += integers[i];
      }
      sums[o] = (float) ((double) sum * scales[o]);
    }
    return sums;
  }

  /** A bias in units of the products. */
  int[] bias(FloatBuffer bias, float input) {
    float[] units = scales(input);
    int[] rounded = new int[outputs];
    for (int o = 0; o < outputs; o++) {
      rounded[o] = Math.round(bias.get(o) / units[o]);
    }
    return rounded;
  }
}
