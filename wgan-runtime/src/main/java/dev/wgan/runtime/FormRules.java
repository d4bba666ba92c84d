package dev.wgan.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operators whose outputs' dimensions follow from the forms of their inputs. Of any other
 * operator nothing is known.
 *
 * <p>Rules are branches of a switch and no table of functions: each function costs a class at
 * start, and a model has few operators.
 */
final class FormRules {
  private FormRules() {}

  /** The forms of a node's first outputs; of those left out nothing is known. */
  static List<ValueForm> apply(FormNode node) {
    List<ValueForm> forms = known(node);
    return forms == null ? List.of() : forms;
  }

  private static @Nullable List<ValueForm> known(FormNode node) {
    List<ValueForm> forms = ElementForms.of(node);
    forms = forms == null ? MovementForms.of(node) : forms;
    forms = forms == null ? ListForms.of(node) : forms;
    forms = forms == null ? PartForms.of(node) : forms;
    forms = forms == null ? WindowForms.of(node) : forms;
    forms = forms == null ? ResizeForms.of(node) : forms;
    forms = forms == null ? NumberForms.of(node) : forms;
    forms = forms == null ? ProductForms.of(node) : forms;
    return forms == null ? ReductionForms.of(node) : forms;
  }
}
