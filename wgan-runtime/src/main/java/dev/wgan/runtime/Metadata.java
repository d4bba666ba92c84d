package dev.wgan.runtime;

import dev.wgan.noise.Noise;
import dev.wgan.runtime.internal.MetadataKey;
import dev.wgan.runtime.internal.MetadataKeys;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata properties of a model, each checked as it is read.
 *
 * <p>Immutable and thread-safe.
 */
final class Metadata {
  private final String model;
  private final Map<String, String> properties;

  /** Refuses the properties of a later version than this one reads. */
  Metadata(String model, Map<String, String> properties) {
    this.model = model;
    this.properties = Map.copyOf(properties);
    requireKnown(MetadataKeys.FORMAT, "format", MetadataKeys.NEWEST_FORMAT);
    requireKnown(MetadataKeys.NOISE, "noise version", Noise.VERSION);
  }

  private void requireKnown(MetadataKey<Integer> key, String kind, int newest) {
    String stated = properties.getOrDefault(key.name(), "1");
    for (int version = 1; version <= newest; version++) {
      if (stated.equals(key.form().write(version))) {
        return;
      }
    }
    throw new ModelLoadException(
        "%s is of %s %s: this version of wgan-runtime reads %ss up to %s, use a newer one"
            .formatted(model, kind, stated, kind, newest));
  }

  Map<String, String> properties() {
    return properties;
  }

  boolean has(MetadataKey<?> key) {
    return key.isIn(properties);
  }

  <T> Optional<T> get(MetadataKey<T> key) {
    try {
      return key.read(properties);
    } catch (IllegalArgumentException e) {
      ModelLoadException malformed = malformed(key, key.form().expected());
      malformed.initCause(e);
      throw malformed;
    }
  }

  Optional<ValueRange> range(MetadataKey<List<Float>> key) {
    return get(key)
        .map(
            bounds -> {
              if (bounds.size() != 2) {
                throw malformed(key, "two numbers");
              }
              try {
                return new ValueRange(bounds.get(0), bounds.get(1));
              } catch (InputException e) {
                throw malformed(key, "two numbers, the lower one first");
              }
            });
  }

  /** The sample rate of audio in Hz. */
  Optional<Integer> sampleRate() {
    Optional<Integer> rate = get(MetadataKeys.SAMPLE_RATE);
    if (rate.filter(hertz -> hertz < 1 || hertz > AudioClip.MAX_RATE).isPresent()) {
      throw malformed(MetadataKeys.SAMPLE_RATE, "1 to " + AudioClip.MAX_RATE);
    }
    return rate;
  }

  /** The milliseconds from one frame of a film to the next. */
  Optional<Integer> frameDelay() {
    Optional<Integer> delay = get(MetadataKeys.FRAME_DELAY);
    if (delay.filter(millis -> millis < 1 || millis > Video.MAX_DELAY).isPresent()) {
      throw malformed(MetadataKeys.FRAME_DELAY, "1 to " + Video.MAX_DELAY);
    }
    return delay;
  }

  /** One of an enum's constants, written in lower case. */
  <E extends Enum<E>> Optional<E> constant(MetadataKey<String> key, Class<E> type) {
    return get(key)
        .map(
            text -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                  return constant;
                }
              }
              throw malformed(key, "one of " + List.of(type.getEnumConstants()));
            });
  }

  /** The task that the model states; a model without a statement generates samples. */
  ModelTask task() {
    return constant(MetadataKeys.TASK, ModelTask.class).orElse(ModelTask.GENERATE);
  }

  /** Refuses a model of another task with a sentence that names the class for it. */
  void requireTask(ModelTask wanted) {
    ModelTask task = task();
    if (task == wanted) {
      return;
    }
    throw new ModelLoadException(
        has(MetadataKeys.TASK)
            ? FailureSentence.of(
                "%s %s: use %s instead of %s", model, task.phrase(), task.user(), wanted.user())
            : FailureSentence.of(
                "%s has no property %s, so it is taken for a model that %s: use %s instead of %s",
                model, MetadataKeys.TASK.name(), task.phrase(), task.user(), wanted.user()));
  }

  /** The refusal of a property that is missing or has another value than expected. */
  ModelLoadException malformed(MetadataKey<?> key, String expected) {
    if (!has(key)) {
      return new ModelLoadException(
          "%s has no property %s: expected %s".formatted(model, key.name(), expected));
    }
    return new ModelLoadException(
        "%s has the property %s = '%s': expected %s"
            .formatted(model, key.name(), properties.get(key.name()), expected));
  }
}
