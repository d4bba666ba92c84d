package dev.wgan.spark;

import dev.wgan.noise.Noise;
import dev.wgan.runtime.InputException;
import dev.wgan.runtime.ModelInfo;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The class of each row: a function of its index.
 *
 * <p>Immutable and thread-safe; travels to executors.
 */
@SuppressWarnings("serial") // the list is an immutable one, which is serializable
final class ClassChoice implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> names;
  private final int[] cycle;
  private final long seed;

  private ClassChoice(List<String> names, int[] cycle, long seed) {
    this.names = names;
    this.cycle = cycle;
    this.seed = seed;
  }

  /** Refuses classes that the model does not have. */
  static ClassChoice of(ModelInfo info, ReadRequest request) {
    int[] cycle = request.labels().stream().mapToInt(text -> number(info, request, text)).toArray();
    return new ClassChoice(List.copyOf(info.classNames()), cycle, request.seed());
  }

  private static int number(ModelInfo info, ReadRequest request, String text) {
    if (info.classes() == 0) {
      throw new InputException(
          "the label '%s' was given, but %s is not class-conditional: leave out the option"
              .formatted(text, request.origin()));
    }
    if (!text.matches("-?\\d{1,9}") || info.classNames().contains(text)) {
      return info.label(text);
    }
    int label = Integer.parseInt(text);
    if (label < 0 || label >= info.classes()) {
      throw new InputException(
          "the label %s: expected 0 to %s, for the classes %s"
              .formatted(label, info.classes() - 1, info.classNames()));
    }
    return label;
  }

  /** Returns whether the model has classes. */
  boolean exists() {
    return !names.isEmpty();
  }

  List<String> names() {
    return names;
  }

  /** Returns whether the seed draws the class of each row. */
  boolean drawn() {
    return cycle.length == 0;
  }

  int label(long index) {
    return drawn() ? Noise.label(seed, index, names.size()) : cycle[(int) (index % cycle.length)];
  }

  /** The classes of rows first to first + n - 1. */
  int[] labels(long first, int n) {
    int[] labels = new int[n];
    Arrays.setAll(labels, i -> label(first + i));
    return labels;
  }
}
