package dev.wgan.train.torchscript;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The tensors of a batch in a TorchScript method: by name, the expression of each.
 *
 * <p>Immutable and thread-safe.
 */
public final class NamedTensors {
  private final Map<String, String> expressions;

  private NamedTensors(Map<String, String> expressions) {
    this.expressions = expressions;
  }

  /**
   * Returns the tensors of a list.
   *
   * @param variable the variable that holds the list
   * @param names the names of its elements in order
   * @return an element per name
   */
  public static NamedTensors list(String variable, List<String> names) {
    Map<String, String> expressions = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      expressions.put(names.get(i), "%s[%s]".formatted(variable, i));
    }
    return new NamedTensors(expressions);
  }

  /**
   * Returns tensors that are variables of their own names.
   *
   * @param names the names
   * @return a variable per name
   */
  public static NamedTensors variables(List<String> names) {
    Map<String, String> expressions = new LinkedHashMap<>();
    names.forEach(name -> expressions.put(name, name));
    return new NamedTensors(expressions);
  }

  /**
   * Replaces or adds a tensor.
   *
   * @param name its name
   * @param expression its expression
   * @return the tensors with this one
   */
  public NamedTensors with(String name, String expression) {
    Map<String, String> all = new LinkedHashMap<>(expressions);
    all.put(name, expression);
    return new NamedTensors(all);
  }

  /**
   * Changes every expression.
   *
   * @param change the change
   * @return the changed tensors
   */
  public NamedTensors map(UnaryOperator<String> change) {
    Map<String, String> all = new LinkedHashMap<>();
    expressions.forEach((name, expression) -> all.put(name, change.apply(expression)));
    return new NamedTensors(all);
  }

  /**
   * Returns the expression of a tensor.
   *
   * @param name its name
   * @return the expression
   * @throws IllegalArgumentException if there is no tensor of that name
   */
  public String get(String name) {
    String expression = expressions.get(name);
    if (expression == null) {
      throw new IllegalArgumentException(
          "a network takes '%s': the batch has %s".formatted(name, expressions.keySet()));
    }
    return expression;
  }

  /**
   * Returns the names.
   *
   * @return the names in order
   */
  public Set<String> names() {
    return java.util.Collections.unmodifiableSet(expressions.keySet());
  }
}
