package dev.wgan.runtime;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms of the values that nodes of a graph can name: its own, and those of the graphs around
 * it.
 *
 * <p>Not thread-safe.
 */
final class FormScope {
  private final Map<String, ValueForm> own = new HashMap<>();
  private final @Nullable FormScope outer;

  FormScope(@Nullable FormScope outer) {
    this.outer = outer;
  }

  void put(String name, ValueForm form) {
    own.put(name, form);
  }

  ValueForm get(String name) {
    for (FormScope scope = this; scope != null; scope = scope.outer) {
      ValueForm found = scope.own.get(name);
      if (found != null) {
        return found;
      }
    }
    return ValueForm.UNKNOWN;
  }
}
