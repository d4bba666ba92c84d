package dev.wgan.runtime;

import java.util.List;
import java.util.Optional;

/**
 * The rule by which a graph counts samples, read from the first dimensions of its inputs and its
 * output.
 *
 * <p>Immutable and thread-safe.
 *
 * @param frozen the one number of samples that a run takes; 0 where it takes any
 * @param output whether the output's first dimension counts the samples; otherwise a run gives one
 * @param lead whether the first dimension of the input that the samples are made from counts them
 * @param whole whether the inputs that the caller gives are given whole, not a row per sample
 */
record BatchRule(int frozen, boolean output, boolean lead, boolean whole) {
  private static final BatchRule ANY = new BatchRule(0, true, true, false);

  /**
   * Works out the rule.
   *
   * @param latent the input that takes noise
   * @param label the input that takes the class
   * @param inputs all inputs
   * @param output the output that holds the samples
   */
  static BatchRule of(
      Optional<GraphPort> latent,
      Optional<GraphPort> label,
      List<GraphPort> inputs,
      GraphPort output) {
    if (latent.isPresent()) {
      // A latent of one dimension is that of a graph for one sample at a time.
      boolean single = latent.get().ranked() && latent.get().rank() < 2;
      return single ? single(output) : drawn(latent.get(), output);
    }
    if (label.isPresent()) {
      return drawn(label.get(), output);
    }
    return inputs.stream()
        .filter(port -> port.hasRank(1))
        .findFirst()
        .map(first -> given(first, output))
        .orElse(inputs.stream().allMatch(GraphPort::ranked) ? single(output) : ANY);
  }

  private static BatchRule drawn(GraphPort lead, GraphPort output) {
    int front = front(lead);
    if (!output.ranked() || (output.rank() > 0 && front(output) == GraphPort.OPEN)) {
      return new BatchRule(Math.max(0, front), true, true, false);
    }
    if (front > 0 && front == front(output)) {
      return new BatchRule(front, true, true, false);
    }
    // The output has a size that the batch does not change: a run gives one sample.
    return front > 1 ? single(output) : new BatchRule(1, countsOne(output), true, false);
  }

  private static BatchRule given(GraphPort first, GraphPort output) {
    int front = front(first);
    boolean open = !output.ranked() || (output.rank() > 0 && front(output) == GraphPort.OPEN);
    if (front == GraphPort.OPEN) {
      return open ? ANY : single(output);
    }
    if (front == 1) {
      return new BatchRule(1, open || countsOne(output), true, false);
    }
    return front == front(output) || !output.ranked()
        ? new BatchRule(front, true, true, false)
        : single(output);
  }

  /** The rule of graphs whose run makes one sample, whatever the inputs. */
  private static BatchRule single(GraphPort output) {
    return new BatchRule(1, countsOne(output), false, true);
  }

  private static boolean countsOne(GraphPort output) {
    return output.hasRank(2) && output.front() == 1;
  }

  private static int front(GraphPort port) {
    return port.front() > 0 ? port.front() : GraphPort.OPEN;
  }

  /** Returns whether the first dimension of an input that the caller gives counts the samples. */
  boolean counts(GraphPort port) {
    if (whole || (port.ranked() && port.rank() == 0)) {
      return false;
    }
    return !port.ranked() || port.front() < 0 || (frozen > 0 && port.front() == frozen);
  }
}
