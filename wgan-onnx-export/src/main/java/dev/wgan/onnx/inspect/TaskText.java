package dev.wgan.onnx.inspect;

import dev.wgan.runtime.internal.MetadataKey;
import dev.wgan.runtime.internal.MetadataKeys;
import java.util.Map;
import java.util.Optional;

/**
 * A sentence about the task of a model that makes pictures from pictures.
 *
 * <p>Thread-safe: there is no state.
 */
final class TaskText {
  private TaskText() {}

  /** Returns the sentence; empty for other models, and where a property cannot be read. */
  static Optional<String> of(Map<String, String> metadata) {
    String task = MetadataKeys.TASK.read(metadata).orElse("generate");
    if (task.equals("generate")) {
      return Optional.empty();
    }
    String multiple = shown(MetadataKeys.IMAGE_MULTIPLE, metadata).orElse("1");
    String what =
        task.equals("upscale")
            ? "enlarges pictures by %s (trained on pictures reduced by %s)"
                .formatted(
                    shown(MetadataKeys.UPSCALE_FACTOR, metadata).orElse("?"),
                    shown(MetadataKeys.UPSCALE_DEGRADATION, metadata).orElse("?"))
            : "fills holes in pictures";
    return Optional.of(
        "task %s: %s, tiles overlap by %s pixels, sizes are multiples of %s"
            .formatted(
                task, what, shown(MetadataKeys.IMAGE_OVERLAP, metadata).orElse("?"), multiple));
  }

  private static Optional<String> shown(MetadataKey<?> key, Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(key.name()));
  }
}
