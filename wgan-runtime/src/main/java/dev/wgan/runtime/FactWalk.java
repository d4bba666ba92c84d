package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the graphs of a file as they run, into functions and graphs within nodes, and
 * checks each division with what is known there of its values.
 *
 * <p>Not thread-safe; it walks through one file once.
 */
final class FactWalk {
  /** ONNX Runtime, too, puts the body of a function in the place of each call. */
  private static final int MOST_NODES = 1_000_000;

  /** Functions within functions and graphs within graphs; each takes some of the stack. */
  private static final int MOST_DEPTH = 64;

  private static final String TOO_DEEP =
      "lies within more than " + MOST_DEPTH + " functions and graphs";

  private final Map<String, OnnxFunction> functions = new HashMap<>();
  private final List<String> found;
  private final List<OnnxFunction> calls = new ArrayList<>();
  private int nodes;
  private int depth;
  private int ids;

  private FactWalk(List<String> found) {
    this.found = found;
  }

  /** Adds a sentence for every division that could end the process. */
  static void check(OnnxFile file, List<String> found) {
    FactWalk walk = new FactWalk(found);
    for (OnnxFunction function : file.functions()) {
      walk.functions.put(key(function.domain(), function.name()), function);
    }
    for (OnnxGraph graph : file.rootGraphs()) {
      Frame frame = new Frame(null, Map.of());
      for (GraphValue input : graph.inputs()) {
        frame.put(input.name(), walk.declared(input));
      }
      walk.graph(graph, frame);
    }
  }

  private static String key(String domain, String name) {
    return domain + ":" + name;
  }

  /** The values of one graph or function body, and the attributes that its nodes may refer to. */
  private static final class Frame {
    private final @Nullable Frame outer;
    private final Map<String, OnnxAttribute> attributes;
    private final Map<String, ValueFact> facts = new HashMap<>();
    private final Map<String, Integer> types = new HashMap<>();

    Frame(@Nullable Frame outer, Map<String, OnnxAttribute> attributes) {
      this.outer = outer;
      this.attributes = attributes;
    }

    void put(String name, ValueFact fact) {
      // An empty name stands for a value that is left out.
      if (!name.isEmpty()) {
        facts.put(name, fact);
      }
    }

    Optional<ValueFact> get(String name) {
      ValueFact fact = facts.get(name);
      return fact != null || outer == null ? Optional.ofNullable(fact) : outer.get(name);
    }
  }

  private ValueFact unknown(int type) {
    return ValueFact.of(++ids, type);
  }

  private ValueFact declared(GraphValue value) {
    boolean filled = value.dims().map(dims -> !dims.contains(0L)).orElse(true);
    return unknown(value.elementType()).withFilled(filled);
  }

  private ValueFact fact(Frame frame, String name) {
    return frame.get(name).orElseGet(() -> unknown(0));
  }

  /** Walks through a graph whose inputs are in the frame; returns its outputs. */
  private List<ValueFact> graph(OnnxGraph graph, Frame frame) {
    for (StoredTensor tensor : graph.initializers()) {
      frame.put(tensor.name(), stored(tensor));
    }
    // What comes later hides a value of the graphs around this one.
    graph.nodes().forEach(n -> n.outputs().forEach(name -> frame.put(name, unknown(0))));
    graph.values().forEach(value -> frame.types.put(value.name(), value.elementType()));
    graph.outputs().forEach(value -> frame.types.put(value.name(), value.elementType()));
    graph.nodes().forEach(node -> node(node, frame));
    return graph.outputs().stream().map(output -> fact(frame, output.name())).toList();
  }

  private ValueFact stored(StoredTensor tensor) {
    return ValueFact.of(++ids, tensor.elementType(), tensor.integers(), tensor.elements());
  }

  private void node(OnnxNode raw, Frame frame) {
    if (++nodes > MOST_NODES) {
      return;
    }
    if (nodes == MOST_NODES) {
      found.add(
          "the functions of the model make more than %s nodes of it: expected fewer, or a model"
                  .formatted(MOST_NODES)
              + " without functions");
      return;
    }
    OnnxNode node = bound(raw, frame);
    List<ValueFact> inputs = node.inputs().stream().map(name -> fact(frame, name)).toList();
    if (DivisorRules.divides(node)) {
      DivisorRules.check(node, inputs.get(0), inputs.get(1), found);
    }
    OnnxFunction function = functions.get(key(node.domain(), node.opType()));
    List<ValueFact> outputs;
    if (function != null) {
      outputs = call(function, node, inputs);
    } else if (node.is("Constant")) {
      outputs = List.of(constant(node));
    } else {
      outputs = new GraphNode(node, inputs, frame).outputs();
    }
    for (int i = 0; i < node.outputs().size(); i++) {
      String name = node.outputs().get(i);
      ValueFact fact = i < outputs.size() ? outputs.get(i) : FactRules.of(node, i, ++ids, inputs);
      int type = frame.types.getOrDefault(name, 0);
      // ONNX Runtime refuses a graph that declares another type than it finds.
      frame.put(
          name, fact.type() == 0 && type != 0 ? unknown(type).withFilled(fact.filled()) : fact);
    }
  }

  /** The node with the values that the enclosing function was called with. */
  private static OnnxNode bound(OnnxNode node, Frame frame) {
    if (node.attributes().values().stream().allMatch(a -> a.reference().isEmpty())) {
      return node;
    }
    Map<String, OnnxAttribute> attributes = new LinkedHashMap<>();
    node.attributes()
        .forEach(
            (name, attribute) -> {
              OnnxAttribute value =
                  attribute.reference().isEmpty()
                      ? attribute
                      : frame.attributes.get(attribute.reference());
              if (value != null) {
                attributes.put(name, value);
              }
            });
    return new OnnxNode(
        node.name(), node.domain(), node.opType(), node.inputs(), node.outputs(), attributes);
  }

  private ValueFact constant(OnnxNode node) {
    Optional<ValueFact> tensor =
        node.attribute("value").flatMap(OnnxAttribute::tensor).map(this::stored);
    if (tensor.isPresent()) {
      return tensor.get();
    }
    Optional<long[]> list =
        node.integers("value_ints")
            .or(
                () ->
                    node.attribute("value_int")
                        .flatMap(OnnxAttribute::integer)
                        .map(value -> new long[] {value}));
    if (list.isPresent()) {
      return ValueFact.of(++ids, StoredTensor.INT64, list, list.get().length);
    }
    boolean floats =
        node.attribute("value_float").isPresent() || node.attribute("value_floats").isPresent();
    return unknown(floats ? StoredTensor.FLOAT : 0).withFilled(true);
  }

  private void refuse(OnnxNode node, String why) {
    String message = "%s %s: expected a model without that".formatted(node.where(), why);
    if (!found.contains(message)) {
      found.add(message);
    }
  }

  private List<ValueFact> call(OnnxFunction function, OnnxNode node, List<ValueFact> inputs) {
    if (calls.contains(function) || depth >= MOST_DEPTH) {
      refuse(node, calls.contains(function) ? "calls its own function within itself" : TOO_DEEP);
      return node.outputs().stream().map(output -> unknown(0)).toList();
    }
    Map<String, OnnxAttribute> attributes = new HashMap<>();
    function.defaults().forEach(value -> attributes.put(value.name(), value));
    attributes.putAll(node.attributes());
    Frame frame = new Frame(null, attributes);
    for (int i = 0; i < function.inputs().size(); i++) {
      frame.put(function.inputs().get(i), i < inputs.size() ? inputs.get(i) : unknown(0));
    }
    calls.add(function);
    depth++;
    function.nodes().forEach(inner -> node(inner, frame));
    depth--;
    calls.remove(calls.size() - 1);
    List<ValueFact> outputs = function.outputs().stream().map(name -> fact(frame, name)).toList();
    // ONNX Runtime may prefer an operator of its own to a function of the same name.
    boolean mayBeOther = node.domain().isEmpty() || node.domain().startsWith("ai.onnx");
    return mayBeOther ? outputs.stream().map(output -> unknown(0)).toList() : outputs;
  }

  /** A node with graphs within it. */
  private final class GraphNode {
    private final OnnxNode node;
    private final List<ValueFact> inputs;
    private final Frame frame;

    GraphNode(OnnxNode node, List<ValueFact> inputs, Frame frame) {
      this.node = node;
      this.inputs = inputs;
      this.frame = frame;
    }

    /** Returns what is known of its outputs; nothing of those of a node without graphs. */
    List<ValueFact> outputs() {
      List<List<ValueFact>> branches = new ArrayList<>();
      for (OnnxAttribute attribute : node.attributes().values()) {
        for (OnnxGraph graph : attribute.graphs()) {
          branches.add(branch(graph));
        }
      }
      if (branches.isEmpty()) {
        return List.of();
      }
      int skipped = node.is("Loop") ? 1 : 0;
      List<ValueFact> outputs = new ArrayList<>();
      for (int i = 0; i < node.outputs().size(); i++) {
        outputs.add(joined(branches, i + skipped, i));
      }
      return outputs;
    }

    private ValueFact joined(List<List<ValueFact>> branches, int at, int output) {
      Optional<ValueFact> joined = Optional.empty();
      for (List<ValueFact> branch : branches) {
        ValueFact one = at < branch.size() ? branch.get(at) : unknown(0);
        joined = Optional.of(joined.isEmpty() ? one : joined.get().or(++ids, one));
      }
      ValueFact fact = joined.orElseGet(() -> unknown(0));
      if (node.is("If")) {
        return fact;
      }
      // A loop may run not once: then what it was given comes out.
      boolean carried = node.is("Loop") && output + 2 < inputs.size();
      return carried ? fact.or(++ids, inputs.get(output + 2)) : unknown(fact.type());
    }

    private List<ValueFact> branch(OnnxGraph graph) {
      if (depth >= MOST_DEPTH) {
        refuse(node, TOO_DEEP);
        return List.of();
      }
      Frame inner = new Frame(frame, frame.attributes);
      for (int i = 0; i < graph.inputs().size(); i++) {
        GraphValue input = graph.inputs().get(i);
        int type = input.elementType() == 0 ? given(i) : input.elementType();
        inner.put(input.name(), declared(input).type() == type ? declared(input) : unknown(type));
      }
      depth++;
      List<ValueFact> outputs = graph(graph, inner);
      depth--;
      return outputs;
    }

    /** The type of an input whose graph does not declare it. */
    private int given(int i) {
      if (node.is("Loop") && i < 2) {
        return i == 0 ? StoredTensor.INT64 : StoredTensor.BOOL;
      }
      if (node.is("Loop") && i < inputs.size()) {
        return inputs.get(i).type();
      }
      List<Integer> types = inputs.stream().map(ValueFact::type).distinct().toList();
      return types.size() == 1 ? types.get(0) : 0;
    }
  }
}
