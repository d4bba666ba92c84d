package dev.wgan.onnx;

import java.util.LinkedHashMap;
import java.util.Map;

/** A stopwatch for the steps of an export. */
final class StepTimes {
  private final Map<String, Long> nanos = new LinkedHashMap<>();
  private long last = System.nanoTime();

  void done(String step) {
    long now = System.nanoTime();
    nanos.merge(step, now - last, Long::sum);
    last = now;
  }

  Map<String, Long> milliseconds() {
    Map<String, Long> milliseconds = new LinkedHashMap<>();
    nanos.forEach((step, time) -> milliseconds.put(step, time / 1_000_000));
    return milliseconds;
  }
}
