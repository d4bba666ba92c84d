package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The native memory of the tiles that one thread computes, one after the other.
 *
 * <p>Not thread-safe. It grows to the largest tile and is freed by the garbage collector.
 */
final class TileBuffers {
  private final ImageModelFacts facts;
  private ByteBuffer image = ByteBuffer.allocateDirect(0);
  private ByteBuffer mask = image;
  private ByteBuffer output = image;

  TileBuffers(ImageModelFacts facts) {
    this.facts = facts;
  }

  /** Makes room for a tile of this many input pixels. */
  void reserve(int width, int height) {
    long plane = (long) width * height * Float.BYTES;
    image = atLeast(image, plane * facts.channels());
    output = atLeast(output, plane * facts.channels() * facts.factor() * facts.factor());
    if (facts.mask().isPresent()) {
      mask = atLeast(mask, plane);
    }
  }

  private ByteBuffer atLeast(ByteBuffer buffer, long bytes) {
    return buffer.capacity() >= bytes
        ? buffer
        : NativeMemory.direct(bytes, "%s for one tile".formatted(facts.model()));
  }

  /** The picture's values, {@code [channels, height, width]}. */
  FloatBuffer image() {
    return image.asFloatBuffer();
  }

  /** The mask's values, {@code [height, width]}. */
  FloatBuffer mask() {
    return mask.asFloatBuffer();
  }

  /** The network's values, {@code [channels, factor x height, factor x width]}. */
  FloatBuffer output() {
    return output.asFloatBuffer();
  }

  /** Runs the network on what was filled in. */
  void run(SessionWorker worker, int width, int height, StopSignal signal) throws OrtException {
    OrtEnvironment environment = NativeRuntime.environment();
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    int grown = facts.factor();
    long[] large = ImageModelFacts.dims(facts.channels(), grown * height, grown * width);
    try (OnnxTensor result = tensor(environment, output, large)) {
      long[] dims = ImageModelFacts.dims(facts.channels(), height, width);
      inputs.put(facts.image().name(), tensor(environment, image, dims));
      if (facts.mask().isPresent()) {
        long[] plane = ImageModelFacts.dims(1, height, width);
        inputs.put(facts.mask().get().name(), tensor(environment, mask, plane));
      }
      worker.run(inputs, Map.of(facts.output(), result), signal);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, ByteBuffer memory, long[] dims)
      throws OrtException {
    int elements = 1;
    for (long dim : dims) {
      elements *= (int) dim;
    }
    return OnnxTensor.createTensor(environment, memory.asFloatBuffer().limit(elements), dims);
  }
}
