package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Python dictionary at the start of an {@code .npy} file, in one pass from left to right:
 * text, True, False and tuples of whole numbers, by name.
 *
 * <p>Not thread-safe: it moves through the text.
 */
final class NpyDictionary {
  private static final int MAX_RANK = 32;
  private static final int MAX_DIGITS = 10;

  private final String text;
  private int position;

  private NpyDictionary(String text) {
    this.text = text;
  }

  /** The values by name: {@code String}, {@code Boolean}, {@code List<Long>}; null if malformed. */
  static @Nullable Map<String, Object> parse(String text) {
    NpyDictionary reader = new NpyDictionary(text);
    try {
      Map<String, Object> values = reader.dictionary();
      reader.spaces();
      return reader.position == text.length() ? values : null;
    } catch (MalformedException e) {
      return null;
    }
  }

  /** The text is not such a dictionary. */
  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private Map<String, Object> dictionary() throws MalformedException {
    Map<String, Object> values = new HashMap<>();
    expect('{');
    while (!take('}')) {
      String key = quoted();
      expect(':');
      if (values.put(key, value()) != null) {
        throw new MalformedException();
      }
      if (!take(',')) {
        expect('}');
        return values;
      }
    }
    return values;
  }

  private Object value() throws MalformedException {
    spaces();
    if (text.startsWith("True", position)) {
      position += 4;
      return true;
    }
    if (text.startsWith("False", position)) {
      position += 5;
      return false;
    }
    return position < text.length() && text.charAt(position) == '(' ? tuple() : quoted();
  }

  private List<Long> tuple() throws MalformedException {
    List<Long> numbers = new ArrayList<>();
    expect('(');
    while (!take(')')) {
      numbers.add(number());
      if (numbers.size() > MAX_RANK) {
        throw new MalformedException();
      }
      if (!take(',')) {
        expect(')');
        return numbers;
      }
    }
    return numbers;
  }

  private long number() throws MalformedException {
    spaces();
    int start = position;
    while (position < text.length() && digit(text.charAt(position))) {
      position++;
    }
    if (position == start || position - start > MAX_DIGITS) {
      throw new MalformedException();
    }
    return Long.parseLong(text.substring(start, position));
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private String quoted() throws MalformedException {
    expect('\'');
    int end = text.indexOf('\'', position);
    if (end < 0) {
      throw new MalformedException();
    }
    String content = text.substring(position, end);
    position = end + 1;
    return content;
  }

  private void expect(char c) throws MalformedException {
    if (!take(c)) {
      throw new MalformedException();
    }
  }

  private boolean take(char c) {
    spaces();
    boolean found = position < text.length() && text.charAt(position) == c;
    position += found ? 1 : 0;
    return found;
  }

  private void spaces() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }
}
