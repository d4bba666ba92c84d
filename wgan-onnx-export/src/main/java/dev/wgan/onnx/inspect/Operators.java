package dev.wgan.onnx.inspect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operators of ONNX's default domain, every signature of every opset, from a table that ONNX's
 * own registry gave.
 *
 * <p>Thread-safe: there is no state that changes.
 */
final class Operators {
  /** The last opset that the table knows. */
  static final int NEWEST = 22;

  private static final Map<String, NavigableMap<Integer, Operator>> TABLE = read();

  private Operators() {}

  /** The signature that holds in an opset; empty if the opset has no such operator. */
  static Optional<Operator> find(String name, long opset) {
    NavigableMap<Integer, Operator> versions = TABLE.get(name);
    if (versions == null) {
      return Optional.empty();
    }
    var version = versions.floorEntry((int) Math.min(opset, Integer.MAX_VALUE));
    return version == null ? Optional.empty() : Optional.of(version.getValue());
  }

  /** The first opset that has an operator of the name; empty if none has. */
  static Optional<Integer> since(String name) {
    return Optional.ofNullable(TABLE.get(name)).map(NavigableMap::firstKey);
  }

  private static Map<String, NavigableMap<Integer, Operator>> read() {
    Map<String, NavigableMap<Integer, Operator>> table = new HashMap<>();
    InputStream in = Operators.class.getResourceAsStream("operators.txt");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(in, "operators.txt is missing from the build"),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Operator::parse)
          .forEach(
              operator ->
                  table
                      .computeIfAbsent(operator.name(), name -> new TreeMap<>())
                      .put(operator.since(), operator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }
}
