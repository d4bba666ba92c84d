package dev.wgan.onnx;

import dev.wgan.network.NetworkException;
import java.util.Optional;

/** Thrown if a generator cannot be exported or fails the proof; no file was written. */
public final class ExportException extends NetworkException {
  private static final long serialVersionUID = 1L;

  /**
   * Empty if no single layer is at fault; a text, because an {@code Optional} cannot be serialized.
   */
  private final String layer;

  /**
   * Creates an exception.
   *
   * @param message what was wrong and how to correct it
   */
  public ExportException(String message) {
    super(message);
    this.layer = "";
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message what was wrong and how to correct it
   * @param cause the exception that was caught
   */
  public ExportException(String message, Throwable cause) {
    super(message, cause);
    this.layer = "";
  }

  ExportException(String layer, String message) {
    super(message);
    this.layer = layer;
  }

  /**
   * Returns the path of the layer at which the graph first deviates.
   *
   * @return the path, empty if no single layer is at fault
   */
  public Optional<String> layer() {
    return layer.isEmpty() ? Optional.empty() : Optional.of(layer);
  }
}
