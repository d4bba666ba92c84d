package dev.wgan.runtime.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Suggestions for names that were mistyped.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Spelling {
  private static final int MAX_EDITS = 3;
  private static final int MAX_LISTED = 20;

  private Spelling() {}

  /**
   * Returns the end of a sentence about an unknown name: the nearest known name, if one is near,
   * and the known names.
   *
   * @param typed what was typed
   * @param kind the words before the list of names, such as "the classes are"
   * @param names the known names
   * @return the end of a sentence
   */
  public static String suggestion(String typed, String kind, Collection<String> names) {
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

  /**
   * Returns the known name with the fewest edits, if they are few for its length, or one that
   * contains what was typed.
   *
   * @param typed what was typed
   * @param names the known names
   * @return the nearest name, empty if none is near
   */
  public static Optional<String> nearest(String typed, Collection<String> names) {
    String lower = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)))
        .min(Comparator.comparingInt(name -> edits(lower, name.toLowerCase(Locale.ROOT))));
  }

  private static boolean isNear(String typed, String name) {
    int most = Math.min(MAX_EDITS, Math.max(1, name.length() / 3));
    return edits(typed, name) <= most || (typed.length() > 2 && name.contains(typed));
  }

  /**
   * Returns the number of edits between two words: insertions, deletions, substitutions, and swaps
   * of neighbours (the restricted Damerau-Levenshtein distance).
   *
   * @param from a word
   * @param to another word
   * @return the least number of edits that turns one into the other
   */
  public static int edits(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1 && j > 1 && swapped(from, i, to, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[to.length()];
  }

  private static boolean swapped(String from, int i, String to, int j) {
    return from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
