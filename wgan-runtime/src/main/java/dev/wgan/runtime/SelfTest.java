package dev.wgan.runtime;

import dev.wgan.runtime.internal.MetadataKey;
import dev.wgan.runtime.internal.MetadataKeys;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Runs a model's golden inputs, kept in its metadata, and compares with what training gave. */
final class SelfTest {
  private static final int MAX_CASES = 1024;

  private final ModelLayout layout;
  private final Metadata metadata;

  SelfTest(ModelLayout layout) {
    this.layout = layout;
    this.metadata = new Metadata(layout.model(), layout.info().metadata());
  }

  /** The inputs of the golden samples. */
  SampleRequest request() {
    int cases = cases();
    SampleRequest request = SampleRequest.of(cases).seed(0);
    for (ModelInput input : layout.info().inputs()) {
      ByteBuffer bytes = bytes(MetadataKeys.GOLDEN_INPUT.of(input.name()));
      int[] shape = new int[input.shape().size() + 1];
      shape[0] = cases;
      for (int d = 1; d < shape.length; d++) {
        shape[d] = input.shape().get(d - 1);
      }
      request = request.input(input.name(), tensor(input, bytes, shape));
    }
    return request;
  }

  /** Compares samples with the golden ones. */
  SelfTestResult compare(Samples samples) {
    ByteBuffer expected = bytes(MetadataKeys.GOLDEN_OUTPUT);
    boolean bytes = layout.info().output().type() == TensorData.ElementType.UINT8;
    int elements = samples.size() * layout.sampleSize();
    int found = expected.remaining() / (bytes ? 1 : Float.BYTES);
    if (found != elements) {
      throw new SelfTestException(
          "%s has golden samples of %s values where its samples have %s"
              .formatted(layout.model(), found, elements));
    }
    float[] values = samples.raw();
    float tolerance = tolerance(expected, elements, bytes);
    double worst = 0;
    for (int i = 0; i < elements; i++) {
      double golden = value(expected, i, bytes);
      int sample = i / layout.sampleSize();
      worst = Math.max(worst, difference(golden, values[i], sample, tolerance));
    }
    return new SelfTestResult(samples.size(), (float) worst, tolerance);
  }

  /** Returns the difference of a value from a golden one, or fails if it is too large. */
  double difference(double golden, float value, int sample, float tolerance) {
    double difference = Math.abs(golden - value);
    // The comparison is written so that NaN fails it.
    if (!(difference <= tolerance)) {
      throw new SelfTestException(
          "%s does not compute what was trained: its golden sample %s is off by %s, more than %s"
              .formatted(layout.model(), sample, difference, tolerance));
    }
    return difference;
  }

  /** Returns the largest difference that golden values allow. */
  float tolerance(ByteBuffer expected, int elements, boolean bytes) {
    double largest = 0;
    for (int i = 0; i < elements; i++) {
      double value = Math.abs(value(expected, i, bytes));
      if (!Double.isFinite(value)) {
        throw malformed(MetadataKeys.GOLDEN_OUTPUT, null);
      }
      largest = Math.max(largest, value);
    }
    Optional<Float> stated = metadata.get(MetadataKeys.GOLDEN_TOLERANCE);
    return SelfTestTolerance.of(stated, layout.info().precision(), largest, bytes);
  }

  private static double value(ByteBuffer golden, int i, boolean bytes) {
    return bytes ? golden.get(i) & 0xFF : golden.getFloat(i * Float.BYTES);
  }

  /** Returns the number of golden samples. */
  int cases() {
    int cases =
        read(MetadataKeys.GOLDEN_SIZE)
            .orElseThrow(
                () ->
                    new SelfTestException(
                        layout.model() + " has no golden samples to test itself with"));
    if (cases < 1 || cases > MAX_CASES) {
      throw malformed(MetadataKeys.GOLDEN_SIZE, null);
    }
    return cases;
  }

  /** Returns the bytes of a property. */
  ByteBuffer bytes(MetadataKey<byte[]> key) {
    byte[] bytes =
        read(key)
            .orElseThrow(
                () -> new SelfTestException(layout.model() + " has no property " + key.name()));
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns a property, if the model has it. */
  <T> Optional<T> read(MetadataKey<T> key) {
    try {
      return key.read(metadata.properties());
    } catch (IllegalArgumentException e) {
      throw malformed(key, e);
    }
  }

  private TensorData tensor(ModelInput input, ByteBuffer bytes, int[] shape) {
    try {
      switch (input.type()) {
        case FLOAT -> {
          float[] floats = new float[bytes.remaining() / Float.BYTES];
          bytes.asFloatBuffer().get(floats);
          return TensorData.of(floats, shape);
        }
        case INT64 -> {
          long[] longs = new long[bytes.remaining() / Long.BYTES];
          bytes.asLongBuffer().get(longs);
          return TensorData.of(longs, shape);
        }
        default ->
            throw new SelfTestException(
                "%s has golden values of type %s for '%s': expected float32 or int64"
                    .formatted(layout.model(), input.type().text(), input.name()));
      }
    } catch (InputException e) {
      throw malformed(MetadataKeys.GOLDEN_INPUT.of(input.name()), e);
    }
  }

  /** Returns the failure of a property that cannot be read. */
  SelfTestException malformed(
      MetadataKey<?> key, @org.jspecify.annotations.Nullable RuntimeException cause) {
    String message = "%s has a malformed property %s".formatted(layout.model(), key.name());
    return cause == null ? new SelfTestException(message) : new SelfTestException(message, cause);
  }
}
