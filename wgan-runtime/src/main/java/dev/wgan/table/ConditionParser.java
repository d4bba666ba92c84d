package dev.wgan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parser of conditions.
 *
 * <p>Not thread-safe: one use by one thread.
 */
final class ConditionParser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<sign>[<>=!]+)|(?<mark>[(),])|\"(?<double>(?:[^\"]|\"\")*+)\""
              + "|'(?<single>(?:[^']|'')*+)'|(?<bare>[^\\s()=!<>,'\"]+))");
  private static final int DEEPEST = 100;

  /** A word, a sign, or a quoted text, which is never a keyword. */
  private record Token(String text, boolean quoted) {
    boolean is(String word) {
      return !quoted && text.equalsIgnoreCase(word);
    }
  }

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int next;
  private int depth;

  ConditionParser(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw refusal("a quotation mark is not closed", "one at the end of the name or value");
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
  }

  private static Token token(Matcher matcher) {
    String inDouble = matcher.group("double");
    String inSingle = matcher.group("single");
    if (inDouble != null) {
      return new Token(inDouble.replace("\"\"", "\""), true);
    } else if (inSingle != null) {
      return new Token(inSingle.replace("''", "'"), true);
    }
    return new Token(matcher.group().strip(), false);
  }

  Condition condition() {
    Condition all = any();
    if (next < tokens.size()) {
      throw refusal(
          "'%s' follows '%s'".formatted(shown(next), shown(next - 1)),
          "'and', 'or' or the end; names and values that hold spaces are quoted");
    }
    return all;
  }

  private Condition any() {
    List<Condition> parts = new ArrayList<>(List.of(all()));
    while (accept("or")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
  }

  private Condition all() {
    List<Condition> parts = new ArrayList<>(List.of(unit()));
    while (accept("and")) {
      parts.add(unit());
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
  }

  private Condition unit() {
    if (!accept("(")) {
      return comparison();
    }
    if (++depth > DEEPEST) {
      throw refusal("more than %s parentheses are open".formatted(DEEPEST), "fewer");
    }
    Condition inside = any();
    require(")");
    depth--;
    return inside;
  }

  private Condition comparison() {
    String column = word("the name of a column");
    if (accept("is")) {
      boolean not = accept("not");
      require("missing");
      return new CellComparison(column, not ? Comparing.PRESENT : Comparing.MISSING, List.of());
    }
    boolean not = accept("not");
    if (not || isNext("in")) {
      require("in");
      return new CellComparison(column, not ? Comparing.NOT_IN : Comparing.IN, list());
    }
    if (next == tokens.size() || tokens.get(next).quoted() || !isSign(tokens.get(next).text())) {
      throw refusal(
          "'%s' follows '%s'".formatted(shown(next), shown(next - 1)),
          "one of = != < <= > >=, 'in' or 'is missing'; names that hold spaces are quoted");
    }
    Comparing operator = Comparing.ofSign(tokens.get(next++).text());
    return new CellComparison(column, operator, List.of(word("a value")));
  }

  private List<String> list() {
    require("(");
    List<String> values = new ArrayList<>(List.of(word("a value")));
    while (accept(",")) {
      values.add(word("a value"));
    }
    require(")");
    return values;
  }

  private static boolean isSign(String token) {
    return "<>=!".indexOf(token.charAt(0)) >= 0;
  }

  private String word(String expected) {
    boolean mark =
        next < tokens.size()
            && !tokens.get(next).quoted()
            && (isSign(tokens.get(next).text()) || "(),".contains(tokens.get(next).text()));
    if (next == tokens.size() || mark) {
      throw refusal(
          next == 0 && tokens.isEmpty() ? "it is empty" : "'%s' is there".formatted(shown(next)),
          expected);
    }
    return tokens.get(next++).text();
  }

  private boolean isNext(String word) {
    return next < tokens.size() && tokens.get(next).is(word);
  }

  private boolean accept(String word) {
    boolean found = isNext(word);
    next += found ? 1 : 0;
    return found;
  }

  private void require(String word) {
    if (!accept(word)) {
      throw refusal("'%s' follows '%s'".formatted(shown(next), shown(next - 1)), "'" + word + "'");
    }
  }

  private String shown(int token) {
    return token < 0
        ? "the start"
        : token < tokens.size() ? ColumnSettings.shown(tokens.get(token).text()) : "the end";
  }

  private SchemaException refusal(String problem, String expected) {
    return new SchemaException(
        "the condition '%s' cannot be read, because %s: expected %s"
            .formatted(ColumnSettings.shown(text), problem, expected));
  }
}
