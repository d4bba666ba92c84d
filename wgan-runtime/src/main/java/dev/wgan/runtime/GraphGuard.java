package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds what would kill the process, reach for other files or ask for absurd amounts of memory, in
 * a graph that ONNX Runtime has not seen yet. ONNX Runtime divides by some settings before it looks
 * at them.
 *
 * <p>Thread-safe: there is no state.
 */
final class GraphGuard {
  /** Elements of two bits are the smallest. */
  private static final int MOST_PER_BYTE = 4;

  private static final long MOST_NUMBERS = 1 << 20;

  private GraphGuard() {}

  /** Refuses a model by the first danger in it. */
  static void check(String model, OnnxFile file) {
    List<String> dangers = dangers(file);
    if (!dangers.isEmpty()) {
      throw new ModelLoadException(refusal(model, dangers.get(0)));
    }
  }

  /** The same, except for the operators that the options accept without a guard. */
  static void check(String model, OnnxFile file, GeneratorOptions options) {
    List<String> dangers = dangers(file, options.unguardedOperators());
    if (dangers.isEmpty()) {
      return;
    }
    String refusal = refusal(model, dangers.get(0));
    boolean accepted = !options.unguardedOperators() && dangers(file, true).isEmpty();
    throw new ModelLoadException(
        accepted
            ? FailureSentence.of(
                "%s; %s accepts that it could end the process",
                refusal, Setting.UNGUARDED_OPERATORS)
            : FailureSentence.of("%s", refusal));
  }

  private static String refusal(String model, String danger) {
    return "%s is refused, since running it could end the process: %s".formatted(model, danger);
  }

  /** Every danger, each a sentence that starts with the node. */
  static List<String> dangers(OnnxFile file) {
    return dangers(file, false);
  }

  /**
   * The same.
   *
   * @param unguarded whether operators that do not guard themselves are none
   */
  static List<String> dangers(OnnxFile file, boolean unguarded) {
    List<String> found = new ArrayList<>();
    AttributeRules attributes = new AttributeRules(file);
    for (OnnxNode node : file.allNodes()) {
      if (node.opType().equals("EPContext")) {
        found.add(
            node.where()
                + " holds or names a program that was compiled for one device: export the model"
                + " without it");
      }
      attributes.check(node, found);
      NgramRules.check(node, found);
    }
    ContributedOperators.check(file, unguarded, found);
    for (OnnxGraph graph : file.allGraphs()) {
      graph.inputs().forEach(value -> declared(value, found));
      graph.values().forEach(value -> declared(value, found));
      graph.outputs().forEach(value -> declared(value, found));
    }
    file.allTensors().forEach(tensor -> stored(tensor, found));
    FactWalk.check(file, found);
    for (OnnxFunction function : file.functions()) {
      FactScope scope = new FactScope(function.nodes(), List.of(), List.of(), null);
      check(scope, found);
    }
    for (OnnxGraph graph : file.rootGraphs()) {
      check(new FactScope(graph.nodes(), graph.initializers(), graph.inputs(), null), found);
    }
    // Sizes follow from settings: from unsound ones nothing follows.
    if (found.isEmpty()) {
      found.addAll(FormTracing.of(file, Map.of(), unguarded).dangers());
    }
    return found;
  }

  /** A tensor within the file has no more elements than its bytes could hold. */
  private static void stored(StoredTensor tensor, List<String> found) {
    long most = (long) MOST_PER_BYTE * (tensor.end() - tensor.start());
    if (tensor.elements() < 0 || (!tensor.isExternal() && tensor.elements() > most)) {
      found.add(
          "the tensor '%s' has the dimensions %s: expected as many elements as it has values"
              .formatted(tensor.name(), tensor.dims()));
    }
  }

  /** ONNX Runtime walks through lists of sizes one by one, as long as they are declared to be. */
  private static void declared(GraphValue value, List<String> found) {
    List<Long> dims = value.dims().orElse(List.of());
    boolean list = dims.size() == 1 && StoredTensor.isWhole(value.elementType());
    if (list && dims.get(0) > MOST_NUMBERS) {
      found.add(
          "the value '%s' is declared as a list of %s whole numbers: expected at most %s"
              .formatted(value.name(), dims.get(0), MOST_NUMBERS));
    }
  }

  private static void check(FactScope scope, List<String> found) {
    ConstantRules constants = new ConstantRules(scope);
    RankRules ranks = new RankRules(scope);
    for (OnnxNode node : scope.nodes()) {
      constants.check(node, found);
      ranks.check(node, found);
      for (OnnxAttribute attribute : node.attributes().values()) {
        for (OnnxGraph graph : attribute.graphs()) {
          check(new FactScope(graph.nodes(), graph.initializers(), graph.inputs(), scope), found);
        }
      }
    }
  }
}
