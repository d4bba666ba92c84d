package dev.wgan.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operators whose outputs' dimensions follow from the forms of their inputs. Of any other
 * operator nothing is known.
 */
final class FormRules {
  /** Gives the forms of the first outputs of a node; of those left out nothing is known. */
  interface Rule {
    List<ValueForm> apply(FormNode node);
  }

  private static final Map<String, Rule> RULES = new HashMap<>();

  static {
    ElementForms.addTo(RULES);
    MovementForms.addTo(RULES);
    ListForms.addTo(RULES);
    PartForms.addTo(RULES);
    WindowForms.addTo(RULES);
    ResizeForms.addTo(RULES);
    NumberForms.addTo(RULES);
    ProductForms.addTo(RULES);
    ReductionForms.addTo(RULES);
  }

  private FormRules() {}

  /** The forms of a node's first outputs. */
  static List<ValueForm> apply(FormNode node) {
    Rule rule = RULES.get(node.node().operator());
    return rule == null ? List.of() : rule.apply(node);
  }
}
