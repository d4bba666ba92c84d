package dev.wgan.runtime;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant who mistyped it. */
final class Spelling {
  private static final int MAX_EDITS = 3;
  private static final int MAX_LISTED = 20;

  private Spelling() {}

  /**
   * Returns the end of a sentence about an unknown name: the nearest known name, if one is near,
   * and the known names.
   */
  static String suggestion(String typed, String kind, Collection<String> names) {
    String listed = kind + " " + listed(List.copyOf(names));
    return nearest(typed, names)
        .map(name -> "did you mean '%s'? (%s)".formatted(name, listed))
        .orElse(listed);
  }

  private static String listed(List<String> names) {
    int rest = names.size() - MAX_LISTED;
    return rest > 0
        ? "%s and %s more".formatted(String.join(", ", names.subList(0, MAX_LISTED)), rest)
        : String.join(", ", names);
  }

  /** The known name with the fewest edits, if they are few for its length, or that continues it. */
  static Optional<String> nearest(String typed, Collection<String> names) {
    String lower = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)))
        .min(Comparator.comparingInt(name -> edits(lower, name.toLowerCase(Locale.ROOT))));
  }

  private static boolean isNear(String typed, String name) {
    int most = Math.min(MAX_EDITS, Math.max(1, name.length() / 3));
    return edits(typed, name) <= most || (typed.length() > 2 && name.contains(typed));
  }

  /** Insertions, deletions and substitutions between two words (Levenshtein's distance). */
  private static int edits(String from, String to) {
    int[] last = new int[to.length() + 1];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
      }
      last = row;
    }
    return last[to.length()];
  }
}
