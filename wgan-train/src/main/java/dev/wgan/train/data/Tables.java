package dev.wgan.train.data;

import dev.wgan.runtime.Standardisation;
import dev.wgan.runtime.ValueRange;
import dev.wgan.train.kind.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of numbers, checked and standardised: each column shifted by its mean and divided by its
 * deviation (of the population, dividing by n), computed in double precision.
 *
 * <p>Thread-safe: there is no state.
 */
final class Tables {
  /** The coarsest step of samples that is accepted, in deviations. */
  private static final float MAX_STEP = 0.01f;

  private Tables() {}

  /** The origin of rows. */
  interface Rows {
    int count();

    double get(int row, int column);
  }

  /** Makes a data set, standardised if the options say so. */
  static Dataset of(
      String name,
      String source,
      Rows rows,
      List<String> columns,
      Findings findings,
      DataOptions options) {
    List<Float> means = new ArrayList<>();
    List<Float> scales = new ArrayList<>();
    int width = columns.size();
    float[] values = new float[Math.multiplyExact(rows.count(), width)]; // [n, columns]
    for (int c = 0; c < width; c++) {
      checkFinite(source, rows, c, columns.get(c));
      if (options.standardise()) {
        float mean = (float) mean(rows, c);
        float scale = (float) deviation(rows, c, mean(rows, c));
        checkScale(source, rows, c, columns.get(c), mean, scale);
        means.add(mean);
        scales.add(scale);
      }
      double shift = options.standardise() ? means.get(c) : 0;
      double divisor = options.standardise() ? scales.get(c) : 1;
      for (int r = 0; r < rows.count(); r++) {
        values[r * width + c] = (float) ((rows.get(r, c) - shift) / divisor);
      }
    }
    return unlabelled(
        name,
        source,
        values,
        width,
        options.standardise()
            ? Optional.of(new Standardisation(columns, means, scales))
            : Optional.empty(),
        findings);
  }

  /** Makes a data set of unchanged rows. */
  static Dataset unlabelled(
      String name,
      String source,
      float[] values,
      int columns,
      Optional<Standardisation> standardisation,
      Findings findings) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new DataException(
            Text.of(
                "row %d of %s has the value %s in column %d: expected finite 32-bit floats",
                i / columns, source, values[i], i % columns));
      }
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    ValueRange range = low < high ? new ValueRange(low, high) : around(low);
    return new FloatDataset(
        new DataDescription(
            name,
            source,
            new TableKind(0),
            List.of(columns),
            range,
            List.of(),
            0,
            standardisation,
            findings),
        values,
        new int[0]);
  }

  /** A range of equal values. */
  private static ValueRange around(float value) {
    return new ValueRange(Math.nextDown(value), Math.nextUp(value));
  }

  private static void checkFinite(String source, Rows rows, int column, String name) {
    for (int r = 0; r < rows.count(); r++) {
      double value = rows.get(r, column);
      if (!Double.isFinite(value)) {
        throw new DataException(
            Text.of(
                "row %d of %s has the value %s in column %d (%s): expected finite numbers",
                r, source, value, column, name));
      }
    }
  }

  private static double mean(Rows rows, int column) {
    double sum = 0;
    for (int r = 0; r < rows.count(); r++) {
      sum += rows.get(r, column);
    }
    return sum / rows.count();
  }

  private static double deviation(Rows rows, int column, double mean) {
    double sum = 0;
    for (int r = 0; r < rows.count(); r++) {
      double difference = rows.get(r, column) - mean;
      sum += difference * difference;
    }
    return Math.sqrt(sum / rows.count());
  }

  private static void checkScale(
      String source, Rows rows, int column, String name, float mean, float scale) {
    double first = rows.get(0, column);
    boolean constant = true;
    for (int r = 1; r < rows.count() && constant; r++) {
      constant = rows.get(r, column) == first;
    }
    if (constant) {
      throw new DataException(
          Text.of(
              "column %d (%s) of %s holds %s in each of its %d rows: remove it",
              column, name, source, first, rows.count()),
          Remedy.of("or use %s", DataOption.STANDARDISE));
    }
    // Sampling gives scale * x + mean in 32-bit floats, whose steps near the mean are ulp(mean).
    if (!Float.isFinite(mean)
        || !Float.isFinite(scale)
        || scale < Float.MIN_NORMAL
        || Math.ulp(mean) > MAX_STEP * scale) {
      throw new DataException(
          Text.of(
                  "column %d (%s) of %s has mean %s and deviation %s, too far apart for 32-bit floats:",
                  column, name, source, mean, scale)
              + " subtract a number near the mean, or change the unit");
    }
  }
}
