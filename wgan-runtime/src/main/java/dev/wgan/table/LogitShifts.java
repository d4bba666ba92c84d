package dev.wgan.table;

import java.util.Map;

/**
 * The numbers that calibration adds to the logits of a column, and the draw from their softmax.
 *
 * <p>Immutable and thread-safe.
 */
final class LogitShifts {
  /** No logit is changed. */
  static final LogitShifts NONE = new LogitShifts(new float[0]);

  private static final String FIELD = "shifts";

  private final float[] values;

  private LogitShifts(float[] values) {
    this.values = values;
  }

  /** The shifts of a number of logits; none leave all of them as they are. */
  static LogitShifts of(float[] values, int logits) {
    boolean finite = true;
    for (float value : values) {
      finite &= Float.isFinite(value);
    }
    if (!finite || (values.length != 0 && values.length != logits)) {
      throw new SchemaException(
          "%s numbers are added to the %s logits of a column: expected one finite number per logit"
              .formatted(values.length, logits));
    }
    return values.length == 0 ? NONE : new LogitShifts(values.clone());
  }

  /** Reads the shifts of a code, none if it was not calibrated. */
  static LogitShifts read(ColumnSettings settings, int logits) {
    return settings.text(FIELD, "").isEmpty() ? NONE : of(Packed.floats(settings, FIELD), logits);
  }

  void write(Map<String, String> fields) {
    if (values.length > 0) {
      fields.put(FIELD, Packed.floats(values));
    }
  }

  /**
   * Draws a number by the softmax of logits. {@code StrictMath.exp} gives the same bits on every
   * machine, unlike {@code Math.exp}.
   */
  int draw(float[] logits, int from, int count, double uniform) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      highest = Math.max(highest, logit(logits, from, k));
    }
    double total = 0;
    for (int k = 0; k < count; k++) {
      total += StrictMath.exp(logit(logits, from, k) - highest);
    }
    double rest = uniform * total;
    for (int k = 0; k < count - 1; k++) {
      rest -= StrictMath.exp(logit(logits, from, k) - highest);
      if (rest < 0) {
        return k;
      }
    }
    return count - 1;
  }

  private double logit(float[] logits, int from, int k) {
    return values.length == 0 ? logits[from + k] : (double) logits[from + k] + values[k];
  }
}
