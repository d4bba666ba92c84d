package dev.wgan.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of weights grouped by layer: {@code 3.weight} and {@code 3.bias} are those of layer 3.
 *
 * <p>Immutable and thread-safe.
 *
 * @param layers each layer's parts by full name, the layers in order
 */
record LayerOrder(Map<String, List<String>> layers) {
  static LayerOrder of(Collection<String> names) {
    Map<String, List<String>> layers = new LinkedHashMap<>();
    for (String name : names) {
      layers.computeIfAbsent(layer(name), layer -> new ArrayList<>()).add(name);
    }
    return new LayerOrder(layers);
  }

  static String layer(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  static String part(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** These layers ordered by the numbers in their names: 2 before 10. */
  LayerOrder byNumber() {
    Map<String, List<String>> sorted = new LinkedHashMap<>();
    layers.keySet().stream()
        .sorted(LayerOrder::compareNumbers)
        .forEach(layer -> sorted.put(layer, layers.getOrDefault(layer, List.of())));
    return new LayerOrder(sorted);
  }

  private static int compareNumbers(String left, String right) {
    String[] a = left.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
    String[] b = right.split("(?<=\\D)(?=\\d)|(?<=\\d)(?=\\D)", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      boolean numbers = a[i].matches("\\d{1,18}") && b[i].matches("\\d{1,18}");
      int order =
          numbers ? Long.compare(Long.parseLong(a[i]), Long.parseLong(b[i])) : a[i].compareTo(b[i]);
      if (order != 0) {
        return order;
      }
    }
    return a.length - b.length;
  }

  /**
   * The names in the network and in the file, with layers paired by position and their parts by
   * name.
   */
  Map<String, String> pairedWith(LayerOrder other) {
    Map<String, String> table = new LinkedHashMap<>();
    List<String> theirs = List.copyOf(other.layers.keySet());
    int i = 0;
    for (List<String> parts : layers.values()) {
      String layer = i < theirs.size() ? theirs.get(i) : "";
      for (String name : parts) {
        for (String candidate : other.layers.getOrDefault(layer, List.of())) {
          if (i < theirs.size() && part(candidate).equals(part(name))) {
            table.put(name, candidate);
          }
        }
      }
      i++;
    }
    return table;
  }

  /** Both sides of each position that does not match, with their shapes. */
  List<String> besides(LayerOrder other, NetworkSpec network, Weights weights) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    network.parameters().forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
    List<List<String>> ours = List.copyOf(layers.values());
    List<List<String>> theirs = List.copyOf(other.layers.values());
    List<String> sides = new ArrayList<>();
    for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
      List<String> left = new ArrayList<>();
      List<String> right = new ArrayList<>();
      List<String> comparedLeft = new ArrayList<>();
      List<String> comparedRight = new ArrayList<>();
      for (String name : i < ours.size() ? ours.get(i) : List.<String>of()) {
        left.add(name + " " + shapes.get(name));
        comparedLeft.add(part(name) + shapes.get(name));
      }
      for (String name : i < theirs.size() ? theirs.get(i) : List.<String>of()) {
        right.add("'%s' %s".formatted(name, weights.get(name).shape()));
        comparedRight.add(part(name) + weights.get(name).shape());
      }
      comparedLeft.sort(null);
      comparedRight.sort(null);
      if (!comparedLeft.equals(comparedRight)) {
        sides.add(side(left) + " against " + side(right));
      }
    }
    return sides;
  }

  private static String side(List<String> names) {
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }
}
