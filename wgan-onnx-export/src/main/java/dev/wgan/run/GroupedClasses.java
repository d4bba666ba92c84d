package dev.wgan.run;

import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.noise.LatentDistribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Generators of fewer classes than they were trained with: a caller names a group of classes, or
 * nothing, and one more latent number chooses a class of the group, as often as the training data
 * have it. A generator that was trained with fine classes covers them better than one that was
 * trained with the groups alone.
 *
 * <p>Thread-safe: there is no state.
 */
public final class GroupedClasses {
  /** The key of the grouping in the lineage of a generator. */
  public static final String LINEAGE = "classes_grouped";

  /** The rule by which classes form groups. */
  public enum By {
    /** Classes whose names have the first word in common, which becomes the name of the group. */
    FIRST_WORD,
    /** All classes form one group, and the generator takes no label. */
    ALL;

    /**
     * Returns the name on the command line.
     *
     * @return such as {@code first-word}
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String group(String className) {
      return this == ALL ? "" : className.strip().split("\\s", 2)[0];
    }
  }

  private GroupedClasses() {}

  /**
   * Groups the classes of a generator.
   *
   * @param generator a class-conditional generator of normal latents
   * @param by the rule
   * @return the generator of groups: its latent has one more element
   * @throws NetworkException if the generator has no classes, another latent, or classes that form
   *     no groups
   */
  public static TrainedGenerator of(TrainedGenerator generator, By by) {
    NetworkSpec network = generator.network();
    InputSpec label = label(generator);
    int latents = latents(generator);
    Map<String, List<Integer>> groups = groups(generator.data(), by);
    if (groups.size() == label.classes()) {
      throw new NetworkException(
          "no two of the classes %s share their first word: there is nothing to group"
              .formatted(generator.data().classes()));
    }
    List<InputSpec> inputs = new ArrayList<>();
    inputs.add(InputSpec.latent(latents + 1));
    for (InputSpec input : network.inputs().subList(1, network.inputs().size())) {
      inputs.add(input.equals(label) ? input.grouped(List.copyOf(groups.values())) : input);
    }
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Linear(latents + 1, latents, false));
    layers.addAll(network.layers());
    List<String> names = by == By.ALL ? List.of() : List.copyOf(groups.keySet());
    Map<String, String> lineage = new TreeMap<>(generator.training());
    lineage.put(LINEAGE, by.label());
    return new TrainedGenerator(
        new NetworkSpec(inputs, layers),
        afterFirst(generator.weights(), latents),
        generator.latents(),
        generator.data().withClasses(names, List.of()),
        lineage);
  }

  /**
   * Groups the classes of a generator as those of a model that was exported from it.
   *
   * @param generator the generator
   * @param label the grouping in the lineage of the model, if it has any
   * @return the generator of groups, or the given one
   * @throws NetworkException if the grouping is unknown or does not suit the generator
   */
  public static TrainedGenerator of(TrainedGenerator generator, Optional<String> label) {
    if (label.isEmpty()) {
      return generator;
    }
    for (By by : By.values()) {
      if (by.label().equals(label.get())) {
        return of(generator, by);
      }
    }
    throw new NetworkException(
        "unknown grouping of classes '%s': expected first-word or all".formatted(label.get()));
  }

  private static InputSpec label(TrainedGenerator generator) {
    return generator.network().inputs().stream()
        .filter(input -> input.role() == InputSpec.Role.LABEL && input.groups().isEmpty())
        .filter(input -> input.classes() == generator.data().classes().size())
        .findFirst()
        .orElseThrow(
            () ->
                new NetworkException(
                    "the generator is not class-conditional: it has no classes to group"));
  }

  private static int latents(TrainedGenerator generator) {
    InputSpec first = generator.network().inputs().get(0);
    if (first.role() != InputSpec.Role.LATENT
        || first.shape().rank() != 1
        || generator.latents() != LatentDistribution.NORMAL) {
      throw new NetworkException(
          "the generator's first input is a %s %s of the distribution %s: expected a latent vector of normal numbers, which chooses the classes of a group"
              .formatted(first.role(), first.shape(), generator.latents()));
    }
    return first.shape().dim(0);
  }

  /** The weights of the classes of each group; a class has weight 1 if its count is unknown. */
  private static Map<String, List<Integer>> groups(TrainingData data, By by) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    String last = "";
    for (int i = 0; i < data.classes().size(); i++) {
      String group = by.group(data.classes().get(i));
      if (groups.containsKey(group) && !group.equals(last)) {
        throw new NetworkException(
            "the classes of the group '%s' are not next to each other: expected an order by name, as in %s"
                .formatted(group, data.classes().stream().sorted().toList()));
      }
      groups
          .computeIfAbsent(group, name -> new ArrayList<>())
          .add(data.classCounts().isEmpty() ? 1 : data.classCounts().get(i));
      last = group;
    }
    return groups;
  }

  /** The weights after a layer that passes all elements of the latent on but the last. */
  private static Weights afterFirst(Weights weights, int latents) {
    float[] identity = new float[latents * (latents + 1)];
    for (int i = 0; i < latents; i++) {
      identity[i * (latents + 1) + i] = 1;
    }
    Map<String, Tensor> moved = new LinkedHashMap<>();
    moved.put("0.weight", Tensor.of(Shape.of(latents, latents + 1), identity));
    for (String name : weights.names()) {
      int dot = name.indexOf('.');
      int layer = Integer.parseInt(name.substring(0, dot));
      moved.put(layer + 1 + name.substring(dot), weights.get(name));
    }
    return Weights.of(Collections.unmodifiableMap(moved));
  }
}
