package dev.wgan.onnx;

import java.nio.charset.StandardCharsets;

/**
 * Escapes text from data for a Markdown page: names of classes, columns, files and data sets must
 * neither end a table's cell nor become markup.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Markdown {
  /**
   * The characters that may begin markup anywhere in a line; underscores depend on their
   * neighbours.
   */
  private static final String SPECIAL = "\\`*[]|~$";

  private Markdown() {}

  /**
   * Returns text that reads the same in a table's cell or in a line.
   *
   * @param text any text
   * @return the text with its special characters escaped, in one line
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        escaped.append("&lt;");
      } else if (c == '>') {
        escaped.append("&gt;");
      } else if (c == '&') {
        escaped.append("&amp;");
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        escaped.append(' ');
      } else {
        boolean begins = i == 0 && "#+-=:".indexOf(c) >= 0 && !digitFollows(text, i);
        boolean markup = SPECIAL.indexOf(c) >= 0 || (c == '_' && !withinWord(text, i)) || begins;
        escaped.append(markup ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean digitFollows(String text, int i) {
    return i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
  }

  private static boolean withinWord(String text, int i) {
    return i > 0
        && i + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(i - 1))
        && Character.isLetterOrDigit(text.charAt(i + 1));
  }

  /**
   * Returns a file's name as the target of a link.
   *
   * @param name the name of a file next to the page
   * @return the name, its special characters as bytes of UTF-8 in percent form
   */
  public static String link(String name) {
    StringBuilder link = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._".indexOf(c) >= 0;
      if (plain) {
        link.append(c);
      } else {
        link.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return link.toString();
  }
}
