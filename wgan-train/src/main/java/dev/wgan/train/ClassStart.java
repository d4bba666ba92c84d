package dev.wgan.train;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The weights that the classes of a training start with, given those of the classes of another run.
 *
 * <p>A class starts as the other run's class of its name. A class that the other run lacks starts
 * as the one whose words begin its own ({@code "micah pixie red"} as {@code "micah pixie"}), and
 * else as the mean of all classes. Immutable and thread-safe.
 *
 * @param earlier the classes of the other run
 * @param classes the classes of the training
 */
record ClassStart(List<String> earlier, List<String> classes) {
  ClassStart {
    earlier = List.copyOf(earlier);
    classes = List.copyOf(classes);
  }

  /** Returns the weights with a row for each class of the training in each table of a network. */
  Weights rows(Weights weights, NetworkSpec network) {
    if (unchanged()) {
      return weights;
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.names().forEach(name -> tensors.put(name, weights.get(name)));
    for (ParameterSpec parameter : network.parameters()) {
      Tensor table = tensors.get(parameter.name());
      if (parameter.perClass() && table != null && table.shape().dim(0) == earlier.size()) {
        tensors.put(parameter.name(), rows(table));
      }
    }
    return Weights.of(tensors);
  }

  /** The number of classes of each origin, as one line; empty if the runs have equal classes. */
  Optional<String> summary() {
    if (unchanged()) {
      return Optional.empty();
    }
    long named = classes.stream().filter(earlier::contains).count();
    long begun = classes.stream().filter(name -> origin(name).isPresent()).count() - named;
    return Optional.of(
        "%s classes: %s start as the other run's class of their name, %s as one whose words begin their name, %s as the mean of all"
            .formatted(classes.size(), named, begun, classes.size() - named - begun));
  }

  private boolean unchanged() {
    return earlier.isEmpty() || earlier.equals(classes);
  }

  private Tensor rows(Tensor table) {
    float[] old = table.toArray();
    int width = old.length / earlier.size();
    float[] rows = new float[classes.size() * width];
    for (int row = 0; row < classes.size(); row++) {
      OptionalInt origin = origin(classes.get(row));
      if (origin.isPresent()) {
        System.arraycopy(old, origin.getAsInt() * width, rows, row * width, width);
      } else {
        for (int i = 0; i < old.length; i++) {
          rows[row * width + i % width] += old[i] / earlier.size();
        }
      }
    }
    return Tensor.of(Shape.of(classes.size(), width), rows);
  }

  /** The class of the other run that a class starts as; empty for the mean of all. */
  private OptionalInt origin(String name) {
    return IntStream.range(0, earlier.size())
        .filter(i -> (name + " ").startsWith(earlier.get(i) + " "))
        .boxed()
        .max(Comparator.comparing(i -> earlier.get(i).length()))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }
}
