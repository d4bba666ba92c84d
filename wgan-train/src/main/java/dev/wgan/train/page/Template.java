package dev.wgan.train.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.io.StringReader;
import java.util.Optional;

/**
 * A Mustache template next to a class, {@code NAME.mustache}, which is filled with a record.
 *
 * <p>Immutable and thread-safe. Every value is escaped for HTML unless the template writes it in
 * three braces. A name that the record lacks is an error, not an empty text. Partials are searched
 * next to the class, then in this package.
 */
public final class Template {
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .withEscaper(
              Escapers.simple(
                  new String[][] {
                    {"&", "&amp;"},
                    {"<", "&lt;"},
                    {">", "&gt;"},
                    {"\"", "&quot;"},
                    {"'", "&#39;"}
                  }))
          .strictSections(true)
          .emptyStringIsFalse(true);

  private final com.samskivert.mustache.Template compiled;

  private Template(com.samskivert.mustache.Template compiled) {
    this.compiled = compiled;
  }

  /**
   * Reads a template.
   *
   * @param beside the class in whose package the template lies
   * @param name its file name without {@code .mustache}
   * @return the template
   */
  public static Template of(Class<?> beside, String name) {
    return new Template(
        COMPILER
            .withLoader(partial -> new StringReader(text(beside, partial)))
            .compile(text(beside, name)));
  }

  private static String text(Class<?> beside, String name) {
    String file = name + ".mustache";
    Optional<String> own = Resource.find(beside, file);
    return own.orElseGet(() -> Resource.read(Template.class, file));
  }

  /**
   * Fills the template.
   *
   * @param values a record with the names that the template uses
   * @return the text
   */
  public String fill(Record values) {
    return compiled.execute(values);
  }
}
