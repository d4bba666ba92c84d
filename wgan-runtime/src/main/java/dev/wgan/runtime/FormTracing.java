package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the dimensions of values through a graph, from its inputs to its last node, and judges
 * each node that would end the process on some of them.
 *
 * <p>Not thread-safe: one object traces one graph.
 */
final class FormTracing {
  /** Functions may call functions, and loops are followed more than once. */
  private static final int MOST_NODES = 200_000;

  private static final int MOST_DEPTH = 32;

  /** A loop whose values change their dimensions settles in its second turn, or its third. */
  private static final int TURNS = 4;

  private final Map<String, OnnxFunction> functions = new HashMap<>();
  private final SizeFindings findings = new SizeFindings();
  private int nodes;
  private int depth;

  private final boolean unguarded;

  private FormTracing(OnnxFile file, boolean unguarded) {
    this.unguarded = unguarded;
    for (OnnxFunction function : file.functions()) {
      functions.put(function.domain() + ":" + function.name(), function);
    }
  }

  /**
   * Traces a file's graph.
   *
   * @param given the forms of inputs; of those that are not there, the declared ones hold
   * @param unguarded whether operators outside ONNX's own domain are not judged
   */
  static SizeFindings of(OnnxFile file, Map<String, ValueForm> given, boolean unguarded) {
    FormTracing tracing = new FormTracing(file, unguarded);
    FormScope scope = new FormScope(null);
    for (GraphValue input : file.graph().inputs()) {
      ValueForm form = given.get(input.name());
      scope.put(input.name(), form == null ? ValueForm.declared(input) : form);
    }
    tracing.graph(file.graph(), scope, Map.of(), file.opsets().getOrDefault("", 1L));
    return tracing.findings;
  }

  private void graph(
      OnnxGraph graph, FormScope scope, Map<String, OnnxAttribute> given, long opset) {
    graph.sparseInitializers().forEach(tensor -> scope.put(tensor.name(), ValueForm.UNKNOWN));
    graph.initializers().forEach(tensor -> scope.put(tensor.name(), ValueForm.constant(tensor)));
    nodes(graph.nodes(), scope, given, opset);
  }

  private void nodes(
      List<OnnxNode> traced, FormScope scope, Map<String, OnnxAttribute> given, long opset) {
    for (OnnxNode node : traced) {
      if (++nodes > MOST_NODES) {
        findings.refuse("the graph is too large to be followed");
        return;
      }
      List<@Nullable ValueForm> inputs = new ArrayList<>();
      for (String name : node.inputs()) {
        inputs.add(name.isEmpty() ? null : scope.get(name));
      }
      FormNode formed = new FormNode(node, opset, inputs, given);
      SizeRules.check(formed, unguarded, findings);
      List<ValueForm> forms = forms(formed, scope);
      for (int i = 0; i < node.outputs().size(); i++) {
        scope.put(node.outputs().get(i), i < forms.size() ? forms.get(i) : ValueForm.UNKNOWN);
      }
    }
  }

  private List<ValueForm> forms(FormNode node, FormScope scope) {
    OnnxFunction function = functions.get(node.node().domain() + ":" + node.node().opType());
    if (depth >= MOST_DEPTH) {
      findings.refuse(node.node().where() + " is nested too deep to be followed");
      return List.of();
    }
    depth++;
    try {
      if (function != null) {
        return call(function, node);
      }
      if (node.node().is("If")) {
        return branches(node, scope);
      }
      if (node.node().is("Loop")) {
        return loop(node, scope);
      }
      List<OnnxGraph> bodies =
          node.node().attributes().values().stream().flatMap(a -> a.graphs().stream()).toList();
      bodies.forEach(body -> body(body, List.of(), node, scope));
      return bodies.isEmpty() ? FormRules.apply(node) : List.of();
    } finally {
      depth--;
    }
  }

  private List<ValueForm> call(OnnxFunction function, FormNode call) {
    FormScope scope = new FormScope(null);
    for (int i = 0; i < function.inputs().size(); i++) {
      if (call.has(i)) {
        scope.put(function.inputs().get(i), call.input(i));
      }
    }
    Map<String, OnnxAttribute> given = new LinkedHashMap<>();
    function.defaults().forEach(attribute -> given.put(attribute.name(), attribute));
    for (String name : call.node().attributes().keySet()) {
      call.attribute(name).ifPresent(attribute -> given.put(name, attribute));
    }
    nodes(function.nodes(), scope, given, function.opsets().getOrDefault("", 1L));
    return function.outputs().stream().map(scope::get).toList();
  }

  /** Traces a graph within a node, whose inputs have these forms, and returns its outputs. */
  private List<ValueForm> body(
      OnnxGraph body, List<ValueForm> inputs, FormNode node, FormScope outer) {
    FormScope scope = new FormScope(outer);
    for (int i = 0; i < body.inputs().size(); i++) {
      GraphValue input = body.inputs().get(i);
      ValueForm form =
          i < inputs.size() ? inputs.get(i) : ValueForm.UNKNOWN.withType(input.elementType());
      scope.put(input.name(), form);
    }
    graph(body, scope, node.given(), node.opset());
    return body.outputs().stream().map(output -> scope.get(output.name())).toList();
  }

  private static @Nullable OnnxGraph graph(FormNode node, String attribute) {
    return node.attribute(attribute)
        .filter(found -> found.graphs().size() == 1)
        .map(found -> found.graphs().get(0))
        .orElse(null);
  }

  /** Both branches are judged, since ONNX Runtime computes constants of both. */
  private List<ValueForm> branches(FormNode node, FormScope scope) {
    OnnxGraph yes = graph(node, "then_branch");
    OnnxGraph no = graph(node, "else_branch");
    if (yes == null || no == null) {
      return List.of();
    }
    List<ValueForm> one = body(yes, List.of(), node, scope);
    List<ValueForm> other = body(no, List.of(), node, scope);
    List<Extent> condition = node.numbers(0);
    Extent choice = condition != null && condition.size() == 1 ? condition.get(0) : Extent.UNKNOWN;
    if (choice.exact()) {
      return choice.is(0) ? other : one;
    }
    boolean open = choice.kind() == Extent.Kind.OPEN;
    List<ValueForm> either = new ArrayList<>();
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      ValueForm a = one.get(i);
      either.add(open ? a.orOpen(other.get(i)) : a.or(other.get(i)));
    }
    return either;
  }

  /** Follows a loop's values until another turn does not change what is known of them. */
  private List<ValueForm> loop(FormNode node, FormScope scope) {
    OnnxGraph body = graph(node, "body");
    if (body == null) {
      return List.of();
    }
    int carried = Math.max(0, node.inputs().size() - 2);
    List<ValueForm> values = new ArrayList<>();
    values.add(ValueForm.of(StoredTensor.INT64));
    values.add(ValueForm.of(StoredTensor.BOOL));
    for (int i = 0; i < carried; i++) {
      values.add(node.input(i + 2).emptied());
    }
    List<ValueForm> outputs = List.of();
    for (int turn = 0; ; turn++) {
      int before = findings.mark();
      outputs = body(body, values, node, scope);
      boolean settled = true;
      for (int i = 0; i < carried; i++) {
        ValueForm made = i + 1 < outputs.size() ? outputs.get(i + 1).emptied() : ValueForm.UNKNOWN;
        ValueForm both = turn < TURNS ? values.get(i + 2).or(made) : ValueForm.UNKNOWN;
        settled &= both.equals(values.get(i + 2));
        values.set(i + 2, both);
      }
      if (settled) {
        break;
      }
      findings.reset(before);
    }
    List<ValueForm> forms = new ArrayList<>(values.subList(2, values.size()));
    for (int i = carried + 1; i < outputs.size(); i++) {
      forms.add(stacked(outputs.get(i)));
    }
    return forms;
  }

  /** Returns what every turn gives, one after the other. */
  private static ValueForm stacked(ValueForm each) {
    List<Extent> dims = each.dims();
    if (dims == null) {
      return each.lost();
    }
    List<Extent> all = new ArrayList<>(Collections.singletonList(Extent.UNKNOWN));
    all.addAll(dims);
    return each.withDims(all);
  }
}
