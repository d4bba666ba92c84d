package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import dev.wgan.runtime.internal.MetadataKey;
import dev.wgan.runtime.internal.MetadataKeys;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The self-test of a model that makes pictures of pictures: each golden sample runs alone, in the
 * size that the file states.
 *
 * <p>Thread-safe, because one thread runs it.
 */
final class ImageSelfTest extends SharedRun {
  private final ImageModelFacts facts;
  private final SelfTest golden;
  private final List<Integer> heights;
  private final List<Integer> widths;
  private double worst;
  private float tolerance;

  ImageSelfTest(ModelLayout layout, ImageModelFacts facts, StopSignal signal) {
    super(signal);
    this.facts = facts;
    this.golden = new SelfTest(layout);
    this.heights = sizes(MetadataKeys.GOLDEN_HEIGHTS, facts.image().shape().get(1));
    this.widths = sizes(MetadataKeys.GOLDEN_WIDTHS, facts.image().shape().get(2));
  }

  private List<Integer> sizes(MetadataKey<List<Integer>> key, int inGraph) {
    int cases = golden.cases();
    Optional<List<Integer>> stated = golden.read(key);
    if (stated.isEmpty() && inGraph > 0) {
      return Collections.nCopies(cases, inGraph);
    }
    if (stated.isEmpty() || stated.get().size() != cases) {
      throw golden.malformed(key, null);
    }
    return stated.get();
  }

  @Override
  int parts() {
    return 1;
  }

  @Override
  void make(SessionWorker worker, int part) throws OrtException {
    FloatBuffer images = floats(MetadataKeys.GOLDEN_INPUT.of(facts.image().name()));
    FloatBuffer masks =
        facts.mask().isPresent()
            ? floats(MetadataKeys.GOLDEN_INPUT.of(facts.mask().get().name()))
            : FloatBuffer.allocate(0);
    ByteBuffer bytes = golden.bytes(MetadataKeys.GOLDEN_OUTPUT);
    FloatBuffer expected = bytes.asFloatBuffer();
    tolerance = golden.tolerance(bytes, expected.remaining(), false);
    int grown = facts.factor() * facts.factor();
    TileBuffers buffers = new TileBuffers(facts);
    for (int i = 0; i < heights.size(); i++) {
      signal().check();
      long plane = (long) heights.get(i) * widths.get(i);
      take(images, plane * facts.channels(), MetadataKeys.GOLDEN_INPUT);
      buffers.reserve(widths.get(i), heights.get(i));
      move(images, (int) plane * facts.channels(), buffers.image());
      if (facts.mask().isPresent()) {
        take(masks, plane, MetadataKeys.GOLDEN_INPUT);
        move(masks, (int) plane, buffers.mask());
      }
      take(expected, plane * facts.channels() * grown, MetadataKeys.GOLDEN_OUTPUT);
      buffers.run(worker, widths.get(i), heights.get(i), signal());
      FloatBuffer found = buffers.output();
      for (int j = 0; j < plane * facts.channels() * grown; j++) {
        worst = Math.max(worst, golden.difference(expected.get(), found.get(j), i, tolerance));
      }
    }
    take(expected, expected.hasRemaining() ? Long.MAX_VALUE : 0, MetadataKeys.GOLDEN_OUTPUT);
  }

  private FloatBuffer floats(MetadataKey<byte[]> key) {
    return golden.bytes(key).asFloatBuffer();
  }

  /** Fails if fewer values are left than a sample needs. */
  private void take(FloatBuffer values, long count, MetadataKey<?> key) {
    if (values.remaining() < count) {
      throw golden.malformed(key, null);
    }
  }

  private static void move(FloatBuffer from, int count, FloatBuffer to) {
    to.put(0, from, from.position(), count);
    from.position(from.position() + count);
  }

  /** The result of a run that did not fail. */
  SelfTestResult result() {
    return new SelfTestResult(heights.size(), (float) worst, tolerance);
  }
}
