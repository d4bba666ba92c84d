package dev.wgan.onnx;

import dev.wgan.network.NetworkException;
import java.util.Optional;

/** A generator could not be exported, or was not proven right; no file was written. */
public final class ExportException extends NetworkException {
  private static final long serialVersionUID = 1L;

  /** Empty where no single layer is to blame: exceptions are serialized, optionals are not. */
  private final String layer;

  /**
   * Creates an exception.
   *
   * @param message what was wrong and how to mend it
   */
  public ExportException(String message) {
    super(message);
    this.layer = "";
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message what was wrong and how to mend it
   * @param cause what was thrown below
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
   * @return the path, empty where no single layer is to blame
   */
  public Optional<String> layer() {
    return layer.isEmpty() ? Optional.empty() : Optional.of(layer);
  }
}
