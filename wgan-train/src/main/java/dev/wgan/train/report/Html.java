package dev.wgan.train.report;

import java.util.Map;

/**
 * Pieces of a page.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Html {
  private Html() {}

  /**
   * Returns text as it stands in an element or an attribute.
   *
   * @param text any text
   * @return the text, its special characters escaped
   */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A table of two columns, without a heading of its own. */
  static String table(Map<String, String> rows) {
    StringBuilder table = new StringBuilder("<table>\n");
    rows.forEach(
        (key, value) ->
            table.append(
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
                    .formatted(escape(key), escape(value))));
    return table.append("</table>\n").toString();
  }

  /**
   * Returns a picture at a size in pixels of the page.
   *
   * @param picture the picture
   * @param width its width in the page
   * @param height its height in the page
   * @param alt what it shows, in words
   * @param pixels whether its pixels stay sharp where it is enlarged
   * @return an element
   */
  public static String image(Picture picture, int width, int height, String alt, boolean pixels) {
    return "<img%s src=\"%s\" width=\"%s\" height=\"%s\" alt=\"%s\">"
        .formatted(pixels ? " class=\"pixels\"" : "", picture.uri(), width, height, escape(alt));
  }

  /** A picture that is another one on dark screens. */
  static String image(Picture light, Picture dark, int width, int height, String alt) {
    return "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"%s\">%s</picture>"
        .formatted(dark.uri(), image(light, width, height, alt, false));
  }
}
