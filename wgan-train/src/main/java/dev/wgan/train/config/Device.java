package dev.wgan.train.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device to compute on: the processor or a GPU.
 *
 * <p>Immutable and thread-safe. Its text is {@code cpu}, or {@code gpu} with the number.
 *
 * @param gpu the number of the GPU, from 0; empty for the processor
 */
public record Device(OptionalInt gpu) {
  /** The processor. */
  public static final Device CPU = new Device(OptionalInt.empty());

  private static final Pattern GPU = Pattern.compile("gpu(\\d{1,3})");

  /**
   * Returns the device of a text.
   *
   * @param text {@code cpu}, {@code gpu0}, {@code gpu1} and so on
   * @return the device
   * @throws TrainingException if the text is not the name of a device
   */
  @JsonCreator
  public static Device of(String text) {
    Matcher gpu = GPU.matcher(text);
    if (gpu.matches()) {
      return new Device(OptionalInt.of(Integer.parseInt(gpu.group(1))));
    }
    if (!text.equals("cpu")) {
      throw new TrainingException("device is '%s': expected cpu, gpu0, gpu1, ...".formatted(text));
    }
    return CPU;
  }

  @Override
  @JsonValue
  public String toString() {
    return gpu.isPresent() ? "gpu" + gpu.getAsInt() : "cpu";
  }
}
