package dev.wgan.runtime;

import dev.wgan.runtime.Batching.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the rows of the samples through a graph, from its inputs to the output that holds the
 * samples, to find out whether a sample's bits depend on its batch.
 *
 * <p>Not thread-safe: one object traces one graph.
 */
final class BatchTracing {
  /** Functions may call functions: small files could ask for endless work. */
  private static final int MOST_NODES = 200_000;

  private static final int MOST_DEPTH = 32;

  private static final Set<String> RANDOM =
      Set.of(
          "Bernoulli",
          "Multinomial",
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike");

  private final OnnxFile file;
  private final Map<String, OnnxFunction> functions = new HashMap<>();
  private String rounding = "";
  private int nodes;

  private BatchTracing(OnnxFile file) {
    this.file = file;
    for (OnnxFunction function : file.functions()) {
      functions.put(function.domain() + ":" + function.name(), function);
    }
  }

  /**
   * Traces a file's graph.
   *
   * @param file the file
   * @param inputs the graph's inputs
   * @param output the output that holds the samples
   */
  static Batching of(OnnxFile file, List<ModelInput> inputs, String output) {
    Set<String> batched =
        inputs.stream()
            .filter(ModelInput::batched)
            .map(ModelInput::name)
            .collect(Collectors.toSet());
    return of(file, batched, output);
  }

  /** The same where only the names of the inputs that have a row for every sample are known. */
  static Batching of(OnnxFile file, Set<String> batched, String output) {
    BatchTracing tracing = new BatchTracing(file);
    try {
      tracing.graph(batched, output);
      return tracing.rounding.isEmpty()
          ? Batching.INVARIANT
          : new Batching(Mode.ROUNDS, tracing.rounding);
    } catch (BatchFinding e) {
      return e.batching();
    }
  }

  /** Notes the first node that rounds a sample by its batch. */
  void rounds(String reason) {
    rounding = rounding.isEmpty() ? reason : rounding;
  }

  /** Float16, double, bfloat16 and smaller floats. */
  static boolean isOtherFloat(int elementType) {
    return elementType == StoredTensor.FLOAT16
        || elementType == StoredTensor.DOUBLE
        || elementType > StoredTensor.UINT64;
  }

  private void graph(Set<String> batched, String output) throws BatchFinding {
    OnnxGraph graph = file.graph();
    Map<String, TracedValue> known = new HashMap<>();
    Set<String> declared = new HashSet<>();
    for (GraphValue input : graph.inputs()) {
      declared.add(input.name());
      known.put(input.name(), input(input, batched.contains(input.name())));
    }
    // Since IR version 4 an initializer that is an input, too, can be replaced by the caller.
    boolean fixed = file.irVersion() < 4;
    for (StoredTensor tensor : graph.initializers()) {
      boolean folded = fixed || !declared.contains(tensor.name());
      known.put(tensor.name(), TracedValue.constant(tensor, folded));
    }
    for (StoredTensor tensor : graph.sparseInitializers()) {
      known.putIfAbsent(tensor.name(), TracedValue.constant(Optional.of(tensor.dims()), false));
    }
    List<OnnxNode> relevant = relevant(graph.nodes(), Set.of(output));
    for (OnnxNode node : relevant) {
      requireReproducible(node, Optional.empty(), 0);
    }
    trace(relevant, known, Map.of(), opset(file.opsets()), 0);
    TracedValue samples = known.get(output);
    if (samples != null && samples.kind() == TracedValue.Kind.SIZES) {
      throw new BatchFinding(Mode.MIXES, "the samples are computed from the size of the batch");
    }
  }

  private TracedValue input(GraphValue input, boolean batched) {
    if (!batched) {
      return TracedValue.constant(
          input.dims().filter(dims -> !dims.contains(GraphValue.OPEN)), false);
    }
    if (isOtherFloat(input.elementType())) {
      rounds("the input '%s' holds other floats than those of 32 bits".formatted(input.name()));
    }
    return TracedValue.rows(input.dims().map(List::size).orElse(TracedValue.UNKNOWN));
  }

  private static long opset(Map<String, Long> opsets) {
    return opsets.getOrDefault("", 1L);
  }

  /** The nodes that outputs depend on, in the order of the file, which is one to compute in. */
  private static List<OnnxNode> relevant(List<OnnxNode> nodes, Set<String> outputs) {
    Set<String> wanted = new HashSet<>(outputs);
    List<OnnxNode> found = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      OnnxNode node = nodes.get(i);
      if (node.outputs().stream().anyMatch(wanted::contains)) {
        found.add(node);
        wanted.addAll(node.inputs());
        // Graphs within a node take values of the graph around it.
        for (OnnxAttribute attribute : node.attributes().values()) {
          attribute.graphs().forEach(graph -> addNames(graph, wanted));
        }
      }
    }
    Collections.reverse(found);
    return found;
  }

  private static void addNames(OnnxGraph graph, Set<String> to) {
    graph.outputs().forEach(output -> to.add(output.name()));
    for (OnnxNode node : graph.nodes()) {
      to.addAll(node.inputs());
      for (OnnxAttribute attribute : node.attributes().values()) {
        attribute.graphs().forEach(inner -> addNames(inner, to));
      }
    }
  }

  /** Looks for random numbers first: they outweigh whatever else is found. */
  private void requireReproducible(OnnxNode node, Optional<OnnxGraph> around, int depth)
      throws BatchFinding {
    if (++nodes > MOST_NODES || depth > MOST_DEPTH) {
      throw new BatchFinding(Mode.MIXES, "the graph is too large to be followed");
    }
    if (node.domain().isEmpty() && RANDOM.contains(node.opType())) {
      throw new BatchFinding(
          Mode.IRREPRODUCIBLE, node.where() + " draws random numbers of its own");
    }
    if (around.filter(graph -> trains(node, graph)).isPresent()) {
      throw new BatchFinding(Mode.IRREPRODUCIBLE, node.where() + " is in training mode");
    }
    for (OnnxAttribute attribute : node.attributes().values()) {
      for (OnnxGraph graph : attribute.graphs()) {
        for (OnnxNode inner : graph.nodes()) {
          requireReproducible(inner, Optional.of(graph), depth + 1);
        }
      }
    }
    OnnxFunction function = functions.get(node.domain() + ":" + node.opType());
    if (function != null) {
      for (OnnxNode inner : function.nodes()) {
        requireReproducible(inner, Optional.empty(), depth + 1);
      }
    }
  }

  /** Returns whether a node of a graph within a node, which is not traced, is in training mode. */
  private boolean trains(OnnxNode node, OnnxGraph around) {
    if (node.is("BatchNormalization")) {
      return node.integer("training_mode", 0) != 0;
    }
    if (!node.is("Dropout") || node.inputs().size() < 3 || node.inputs().get(2).isEmpty()) {
      return false;
    }
    String mode = node.inputs().get(2);
    return around
        .constant(mode)
        .or(() -> file.graph().constant(mode))
        .flatMap(StoredTensor::integers)
        .map(value -> value.length != 1 || value[0] != 0)
        .orElse(true);
  }

  private void trace(
      List<OnnxNode> traced,
      Map<String, TracedValue> known,
      Map<String, OnnxAttribute> given,
      long opset,
      int depth)
      throws BatchFinding {
    for (OnnxNode node : traced) {
      List<@Nullable TracedValue> inputs = new ArrayList<>();
      for (String name : node.inputs()) {
        TracedValue input = name.isEmpty() ? null : known.get(name);
        if (input == null && !name.isEmpty()) {
          throw new BatchFinding(Mode.MIXES, "'%s' cannot be followed".formatted(name));
        }
        inputs.add(input);
      }
      apply(new TracedNode(node, opset, inputs, given, this), known, depth);
    }
  }

  private void apply(TracedNode traced, Map<String, TracedValue> known, int depth)
      throws BatchFinding {
    OnnxNode node = traced.node();
    OnnxFunction function = functions.get(node.domain() + ":" + node.opType());
    if (function != null) {
      call(function, traced, known, depth);
      return;
    }
    TracedValue result = result(traced);
    for (String output : node.outputs()) {
      known.put(output, result);
    }
  }

  private static TracedValue result(TracedNode traced) throws BatchFinding {
    OnnxNode node = traced.node();
    if (node.is("Constant")) {
      return constant(traced);
    }
    boolean own = node.domain().isEmpty();
    boolean plain = node.attributes().values().stream().allMatch(a -> a.graphs().isEmpty());
    boolean judged = node.is("BatchNormalization") || node.is("Dropout");
    if (own && plain && !judged && traced.allConstant() && !node.inputs().isEmpty()) {
      return folded(traced);
    }
    TracedValue computed = own ? BatchRules.of(traced) : null;
    if (computed == null) {
      throw traced.mixes("is not known to compute every sample by itself");
    }
    return computed;
  }

  private static TracedValue constant(TracedNode traced) {
    Optional<StoredTensor> value = traced.attribute("value").flatMap(OnnxAttribute::tensor);
    if (value.isPresent()) {
      return TracedValue.constant(value.get(), true);
    }
    boolean scalar =
        traced.attribute("value_float").isPresent() || traced.attribute("value_int").isPresent();
    return TracedValue.constant(scalar ? Optional.of(List.of()) : Optional.empty(), true);
  }

  /**
   * Returns what is computed of constants is computed at load, unless ONNX Runtime keeps it
   * integers.
   */
  private static TracedValue folded(TracedNode traced) throws BatchFinding {
    OnnxNode node = traced.node();
    TracedValue first = traced.input(0);
    boolean folded = traced.inputs().stream().allMatch(input -> input == null || input.folded());
    boolean kept = node.is("QuantizeLinear") || node.is("DequantizeLinear");
    boolean same = kept || node.is("Cast") || node.is("Identity") || node.is("Neg");
    Optional<List<Long>> dims = same && first != null ? first.dims() : Optional.empty();
    if (node.is("Unsqueeze") && first != null && first.rank() == 0) {
      dims = Optional.of(List.of(1L));
    }
    return TracedValue.constant(dims, folded && !kept);
  }

  private void call(
      OnnxFunction function, TracedNode call, Map<String, TracedValue> known, int depth)
      throws BatchFinding {
    if (depth >= MOST_DEPTH) {
      throw call.mixes("calls functions too deep to be followed");
    }
    Map<String, TracedValue> inner = new HashMap<>();
    for (int i = 0; i < function.inputs().size(); i++) {
      TracedValue input = call.input(i);
      if (input != null) {
        inner.put(function.inputs().get(i), input);
      }
    }
    Map<String, OnnxAttribute> given = new LinkedHashMap<>();
    function.defaults().forEach(attribute -> given.put(attribute.name(), attribute));
    for (String name : call.node().attributes().keySet()) {
      call.attribute(name).ifPresent(attribute -> given.put(name, attribute));
    }
    List<OnnxNode> body = relevant(function.nodes(), Set.copyOf(function.outputs()));
    trace(body, inner, given, opset(function.opsets()), depth + 1);
    for (int i = 0; i < function.outputs().size() && i < call.node().outputs().size(); i++) {
      TracedValue result = inner.get(function.outputs().get(i));
      if (result != null) {
        known.put(call.node().outputs().get(i), result);
      }
    }
  }
}
