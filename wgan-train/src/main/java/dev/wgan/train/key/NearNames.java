package dev.wgan.train.key;

import dev.wgan.runtime.internal.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * The names that a mistyped name may stand for.
 *
 * <p>Thread-safe: there is no state.
 */
public final class NearNames {
  private NearNames() {}

  /**
   * Returns the end of a message about a name that does not exist.
   *
   * @param typed the name that does not exist
   * @param names the names that exist
   * @return a question with the nearest name, if one is near, and the list of all names
   */
  public static String among(String typed, Collection<String> names) {
    String bare = bare(typed);
    String expected = "expected one of " + names;
    return names.stream()
        .filter(name -> isNear(bare, bare(name)))
        .min(Comparator.comparingInt(name -> Spelling.edits(bare(name), bare)))
        .map(near -> "did you mean '%s'? (%s)".formatted(near, expected))
        .orElse(expected);
  }

  private static boolean isNear(String typed, String name) {
    int distance = Spelling.edits(typed, name);
    boolean sharesLetters = distance < Math.min(typed.length(), name.length());
    return (sharesLetters && distance <= Math.max(1, name.length() / 3))
        || (typed.length() > 2 && name.startsWith(typed));
  }

  /**
   * Returns the lower-case letters and digits of a name, without anything else.
   *
   * @param name a name
   * @return what two spellings of a name share
   */
  public static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
