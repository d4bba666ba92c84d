package dev.wgan.runtime.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text of any characters as ASCII, which every tool that reads ONNX metadata shows unchanged.
 *
 * <p>Thread-safe: there is no state.
 */
final class AsciiText {
  private static final int END = 0x7F;

  private AsciiText() {}

  /** Escapes as Java does what is not ASCII. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(c < END ? String.valueOf(c) : "\\u%s".formatted(fourDigits(c)));
    }
    return escaped.toString();
  }

  private static String fourDigits(char c) {
    String digits = Integer.toHexString(c);
    return "0".repeat(4 - digits.length()) + digits;
  }

  /** Keeps letters, digits and a little punctuation, and encodes the UTF-8 bytes of the rest. */
  static String percentEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c > ' ' && c < END && c != '%' && c != ',';
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(hex(c >> 4)).append(hex(c & 0xF));
      }
    }
    return encoded.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }

  /** Decodes what {@link #percentEncoded} returned. */
  static String percentDecoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 3 > text.length()) {
          throw new IllegalArgumentException(text);
        }
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
