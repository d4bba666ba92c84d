package dev.wgan.train.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts that are the same in every locale. */
final class Text {
  private Text() {}

  /** Formats as {@link String#format} does, with the digits of the root locale. */
  static String of(String format, @Nullable Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
