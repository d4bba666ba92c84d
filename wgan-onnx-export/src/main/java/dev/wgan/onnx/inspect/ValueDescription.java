package dev.wgan.onnx.inspect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input, an output or an intermediate value of a model.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name
 * @param type its element type, {@code unknown} if it cannot be inferred
 * @param shape its dimensions: numbers, names of open ones, {@code ?} for unknown ones; empty for a
 *     scalar
 * @param ranked whether the number of dimensions is known
 */
public record ValueDescription(String name, String type, List<Object> shape, boolean ranked) {
  /** Copies the list. */
  public ValueDescription {
    shape = List.copyOf(shape);
  }

  static ValueDescription of(String name, ValueType value) {
    return new ValueDescription(
        name,
        value.type().map(OnnxElementType::toString).orElse("unknown"),
        value.shape().orElse(List.of()).stream()
            .<Object>map(dim -> dim.fixed() ? (Object) dim.factor() : dim.toString())
            .toList(),
        value.shape().isPresent());
  }

  /**
   * Returns type and shape as text.
   *
   * @return such as {@code float [N×784]}
   */
  public String text() {
    String dims =
        ranked
            ? shape.stream().map(String::valueOf).collect(Collectors.joining("×", "[", "]"))
            : "[?]";
    return type + " " + dims;
  }
}
