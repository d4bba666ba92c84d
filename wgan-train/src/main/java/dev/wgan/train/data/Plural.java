package dev.wgan.train.data;

import java.util.Locale;

/** Numbers of things, in words. */
final class Plural {
  private Plural() {}

  /** Returns, for example, "1 file" or "3,398 files". */
  static String of(long count, String thing) {
    String ending = thing.endsWith("class") || thing.endsWith("x") ? "es" : "s";
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : ending);
  }
}
