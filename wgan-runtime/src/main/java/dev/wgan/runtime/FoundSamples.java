package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;

/**
 * The first samples of a call whose size is known only after a run, such as images as large as the
 * given ones.
 *
 * @param layout the layout with that size
 * @param output the first samples
 * @param count how many there are
 */
record FoundSamples(ModelLayout layout, FoundOutput output, int count) {
  /** Makes the first sample, or the first batch that the graph takes. */
  static FoundSamples find(GeneratorCore core, RequestInputs inputs, int n, StopSignal signal)
      throws OrtException {
    if (n == 0) {
      throw new InputException(
          "the request has 0 samples, and the shape of a sample is known only after a run");
    }
    ModelLayout layout = core.layout();
    int batch = Math.max(1, layout.info().frozenBatch());
    int chunk = Math.min(batch, inputs.chunk(core, layout));
    SessionWorker worker = core.pool().borrow(layout, batch, signal);
    try {
      int count = Math.min(n, chunk);
      FoundOutput output = inputs.find(worker, 0, count, signal);
      return new FoundSamples(layout.withOutput(output.dims(), batch), output, count);
    } finally {
      core.pool().giveBack(worker);
    }
  }

  /** Returns whether these are all the samples that were asked for. */
  boolean isAll(int n) {
    return n == count;
  }

  /** The samples in Java memory. */
  Samples samples(int n, boolean checkNaN, RequestInputs inputs) {
    ResultArrays results = new ResultArrays(layout, n);
    results.take(output.values());
    if (checkNaN && layout.type().isReal()) {
      FiniteCheck.check(layout, FloatBuffer.wrap(results.floats()), 0, n, 0);
    }
    return results.samples(inputs.origin(layout.info(), n));
  }
}
