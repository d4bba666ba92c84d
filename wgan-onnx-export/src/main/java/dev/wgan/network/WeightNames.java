package dev.wgan.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives weights from elsewhere, such as a PyTorch state dict, the names of a network's parameters.
 *
 * <p>Thread-safe: there is no state. Values are never changed or transposed: a network's parameters
 * are laid out as PyTorch lays out its own.
 */
public final class WeightNames {
  /** A counter of PyTorch's batch normalization that is not used in evaluation. */
  private static final String COUNTER = "num_batches_tracked";

  private WeightNames() {}

  /**
   * Finds each parameter of a network by its name, or otherwise by its position: the layers of both
   * in order, the parameters of a layer by the last part of their name.
   *
   * <p>A file does not define the order of its layers. The order of the file and that of the
   * numbers in the names are both tried; if they lead to different weights, both are refused.
   *
   * @param network the network
   * @param weights the weights, under any names
   * @return the tensors under the network's names
   * @throws NetworkException if they do not match; the message lists both, layer by layer
   */
  public static Weights match(NetworkSpec network, Weights weights) {
    Weights counted = withoutCounters(weights);
    Set<String> names = new LinkedHashSet<>();
    network.parameters().forEach(parameter -> names.add(parameter.name()));
    if (counted.names().equals(names)) {
      return counted.matching(network);
    }
    LayerOrder ours = LayerOrder.of(names);
    LayerOrder listed = LayerOrder.of(counted.names());
    Set<Map<String, String>> tables = new LinkedHashSet<>();
    for (LayerOrder theirs : List.of(listed, listed.byNumber())) {
      Map<String, String> table = ours.pairedWith(theirs);
      if (mismatches(network, counted, table).isEmpty()) {
        tables.add(table);
      }
    }
    if (tables.size() == 1) {
      return rename(network, counted, tables.iterator().next());
    }
    if (tables.size() > 1) {
      throw new NetworkException(
          "the weights match the network in the order of the file and in that of their numbers, with different results: provide a table of names");
    }
    List<String> sides = ours.besides(listed.byNumber(), network, counted);
    throw new NetworkException(
        "the weights do not match the network by position; network and weights, layer by layer: "
            + String.join("; ", sides));
  }

  /**
   * Finds each parameter of a network by a table.
   *
   * @param network the network
   * @param weights the weights, under any names
   * @param table from the names of the network's parameters or layers to those of the weights:
   *     {@code 0.weight} to {@code head.weight}, or {@code 0} to {@code head}; names that are not
   *     listed are equal
   * @return the tensors under the network's names
   * @throws NetworkException if they do not match; the message lists each difference with both
   *     shapes
   */
  public static Weights match(NetworkSpec network, Weights weights, Map<String, String> table) {
    Weights counted = withoutCounters(weights);
    Map<String, String> full = new LinkedHashMap<>();
    Set<String> unused = new LinkedHashSet<>(table.keySet());
    for (ParameterSpec parameter : network.parameters()) {
      String name = parameter.name();
      String layer = LayerOrder.layer(name);
      String theirs = name;
      if (table.containsKey(name)) {
        theirs = table.getOrDefault(name, name);
        unused.remove(name);
      } else if (table.containsKey(layer)) {
        theirs = table.getOrDefault(layer, layer) + "." + LayerOrder.part(name);
      }
      unused.remove(layer);
      full.put(name, theirs);
    }
    List<String> problems = new ArrayList<>();
    unused.forEach(
        name -> problems.add("the network has no parameter or layer '%s'".formatted(name)));
    problems.addAll(mismatches(network, counted, full));
    if (!problems.isEmpty()) {
      throw new NetworkException(
          "the weights do not match the network by the table: " + String.join("; ", problems));
    }
    return rename(network, counted, full);
  }

  /**
   * Reads a table of names.
   *
   * @param file a JSON object of strings
   * @return from the network's names to those of the weights
   * @throws NetworkException if the file is missing, unreadable or not such an object
   */
  public static Map<String, String> readTable(Path file) {
    JsonNode node = NetworkJson.read(file, JsonNode.class);
    Map<String, String> table = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new NetworkException(
            "%s has '%s' for '%s': expected a name in quotes"
                .formatted(file, entry.getValue(), entry.getKey()));
      }
      table.put(entry.getKey(), entry.getValue().textValue());
    }
    if (table.isEmpty()) {
      throw new NetworkException(
          "%s does not contain a table: expected {\"0.weight\": \"head.weight\", ...}"
              .formatted(file));
    }
    return table;
  }

  private static List<String> mismatches(
      NetworkSpec network, Weights weights, Map<String, String> table) {
    List<String> problems = new ArrayList<>();
    Set<String> spare = new LinkedHashSet<>(weights.names());
    for (ParameterSpec parameter : network.parameters()) {
      String theirs = table.get(parameter.name());
      if (theirs == null || !weights.names().contains(theirs)) {
        problems.add(
            "%s %s has no counterpart%s"
                .formatted(
                    parameter.name(),
                    parameter.shape(),
                    theirs == null ? "" : " '" + theirs + "'"));
      } else if (!spare.remove(theirs)) {
        problems.add("'%s' is taken twice".formatted(theirs));
      } else if (!weights.get(theirs).shape().equals(parameter.shape())) {
        problems.add(
            "%s %s is '%s' %s"
                .formatted(
                    parameter.name(), parameter.shape(), theirs, weights.get(theirs).shape()));
      }
    }
    spare.forEach(
        name -> problems.add("'%s' %s is left over".formatted(name, weights.get(name).shape())));
    return problems;
  }

  private static Weights rename(NetworkSpec network, Weights weights, Map<String, String> table) {
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    table.forEach((ours, theirs) -> renamed.put(ours, weights.get(theirs)));
    return Weights.of(renamed).matching(network);
  }

  private static Weights withoutCounters(Weights weights) {
    Map<String, Tensor> kept = new LinkedHashMap<>();
    for (String name : weights.names()) {
      if (!LayerOrder.part(name).equals(COUNTER)) {
        kept.put(name, weights.get(name));
      }
    }
    return Weights.of(kept);
  }
}
