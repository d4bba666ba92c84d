package dev.wgan.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Operators that end the process where an input is left out, or is declared with another rank than
 * they take. {@link SizeRules} judges inputs whose dimensions follow from others.
 *
 * <p>Immutable and thread-safe.
 */
final class RankRules {
  private static final int UNKNOWN = -1;

  /** The ranks of the inputs; an operator may leave out the last ones. */
  private static final Map<String, List<Integer>> RANKS =
      Map.of(
          "RNN", List.of(UNKNOWN, UNKNOWN, UNKNOWN, 2),
          "GRU", List.of(UNKNOWN, UNKNOWN, UNKNOWN, 2),
          "LSTM", List.of(UNKNOWN, UNKNOWN, UNKNOWN, 2),
          "Resize", List.of(UNKNOWN, 1, 1, 1),
          "Upsample", List.of(UNKNOWN, 1));

  /** They read each input that is named, also by an empty name. */
  private static final Set<String> READ_ALL =
      Set.of(
          "Max",
          "Min",
          "Mean",
          "Sum",
          "Concat",
          "LayerNormalization",
          "SimplifiedLayerNormalization",
          "Einsum");

  private final FactScope scope;

  RankRules(FactScope scope) {
    this.scope = scope;
  }

  void check(OnnxNode node, List<String> found) {
    if (READ_ALL.contains(node.opType()) && node.inputs().contains("")) {
      found.add(node.where() + " has an input with an empty name: expected each with a name");
    }
    if (!node.domain().isEmpty()) {
      return;
    }
    // Before opset 11 Resize had two inputs, without roi: the second one is a list all the same.
    List<Integer> ranks =
        node.is("Einsum") ? einsum(node, found) : RANKS.getOrDefault(node.opType(), List.of());
    for (int i = 0; i < Math.min(ranks.size(), node.inputs().size()); i++) {
      String input = node.inputs().get(i);
      Optional<List<Long>> dims = input.isEmpty() ? Optional.empty() : dims(input);
      boolean open = dims.isEmpty() && scope.input(input).isPresent();
      if (ranks.get(i) != UNKNOWN && (open || dims.isPresent())) {
        int rank = dims.map(List::size).orElse(UNKNOWN);
        if (rank != ranks.get(i)) {
          found.add(
              "%s takes '%s' with %s dimensions: the model declares %s"
                  .formatted(
                      node.where(), input, ranks.get(i), open ? "none" : dims.orElseThrow()));
          return;
        }
      }
    }
  }

  private Optional<List<Long>> dims(String name) {
    return scope
        .constant(name)
        .map(StoredTensor::dims)
        .or(() -> scope.input(name).flatMap(GraphValue::dims));
  }

  /** The ranks that an equation asks for; {@link #UNKNOWN} for those with an ellipsis. */
  private static List<Integer> einsum(OnnxNode node, List<String> found) {
    String equation = node.text("equation", "").replace(" ", "");
    int arrow = equation.indexOf("->");
    String left = arrow < 0 ? equation : equation.substring(0, arrow);
    String right = arrow < 0 ? "" : equation.substring(arrow + 2);
    String[] terms = left.split(",", -1);
    boolean sound = terms.length == node.inputs().size() && isTerm(right);
    for (String term : terms) {
      sound &= isTerm(term);
    }
    for (int i = 0; i < right.length(); i++) {
      sound &= left.indexOf(right.charAt(i)) >= 0;
    }
    if (!sound) {
      found.add(
          "%s has the equation '%s': expected a term of letters for each of its %s inputs"
              .formatted(node.where(), equation, node.inputs().size()));
      return List.of();
    }
    return java.util.Arrays.stream(terms)
        .map(term -> term.contains("...") ? UNKNOWN : term.length())
        .toList();
  }

  private static boolean isTerm(String text) {
    int dots = text.indexOf("...");
    String letters = dots < 0 ? text : text.substring(0, dots) + text.substring(dots + 3);
    return letters.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  }
}
