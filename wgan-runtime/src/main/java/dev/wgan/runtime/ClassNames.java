package dev.wgan.runtime;

import dev.wgan.runtime.internal.Spelling;
import java.util.List;

/** Finds the class that a caller names. */
final class ClassNames {
  private ClassNames() {}

  /**
   * Returns the number of a class: of the name as it is written, or else of the only name that
   * differs in upper and lower case alone.
   */
  static int number(String name, List<String> classes) {
    if (classes.isEmpty()) {
      throw new InputException(
          "there is no class '%s': the model is not class-conditional".formatted(name));
    }
    int exact = classes.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    int found = -1;
    for (int i = 0; i < classes.size(); i++) {
      if (classes.get(i).equalsIgnoreCase(name)) {
        if (found >= 0) {
          throw new InputException(
              "the class '%s' is '%s' or '%s': write it as one of them"
                  .formatted(name, classes.get(found), classes.get(i)));
        }
        found = i;
      }
    }
    if (found < 0) {
      throw new InputException(
          "there is no class '%s': %s"
              .formatted(name, Spelling.suggestion(name, "the classes are", classes)));
    }
    return found;
  }
}
