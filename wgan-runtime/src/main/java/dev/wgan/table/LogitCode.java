package dev.wgan.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The code of a column with few values: a logit for each value and, if values may be missing, one
 * more for that. The value is drawn by the inverse of the distribution function of the logits'
 * softmax. Calibration adds a number to each logit, so that every value has its share of the rows.
 *
 * <p>Immutable and thread-safe.
 */
public final class LogitCode implements ColumnCode {
  private final long[] positions;
  private final boolean missing;
  private final LogitShifts shifts;

  private LogitCode(long[] positions, boolean missing, LogitShifts shifts) {
    this.positions = positions;
    this.missing = missing;
    this.shifts = shifts;
  }

  /**
   * Returns the code of a column whose values have the positions from 0 on.
   *
   * @param levels the number of values, 1 or more
   * @param missing whether values may be missing
   * @return the code
   * @throws SchemaException if there are no values
   */
  public static LogitCode of(int levels, boolean missing) {
    return of(LongStream.range(0, levels).toArray(), missing);
  }

  /**
   * Returns the code of a column with some values.
   *
   * @param positions the positions of the values, in ascending order
   * @param missing whether values may be missing
   * @return the code
   * @throws SchemaException if there are no values, or the positions are not in order
   */
  public static LogitCode of(long[] positions, boolean missing) {
    boolean ascending = positions.length > 0 && positions[0] != ColumnType.MISSING;
    for (int k = 1; k < positions.length; k++) {
      ascending &= positions[k] > positions[k - 1];
    }
    if (!ascending) {
      throw new SchemaException(
          "the %s positions of a column's values are not in order: expected one or more, ascending"
              .formatted(positions.length));
    }
    return new LogitCode(positions.clone(), missing, LogitShifts.NONE);
  }

  /**
   * Returns the same code for other logits, as a trained generator has.
   *
   * @param summands a number that is added to each logit
   * @return the code
   * @throws SchemaException if there is not one finite number per logit
   */
  public LogitCode shifted(float[] summands) {
    return new LogitCode(positions, missing, LogitShifts.of(summands, logits()));
  }

  /**
   * Returns the positions of the values.
   *
   * @return the positions, in the order of the logits
   */
  public long[] positions() {
    return positions.clone();
  }

  /**
   * Returns whether values may be missing.
   *
   * @return true if the last logit is that of missing values
   */
  public boolean missing() {
    return missing;
  }

  @Override
  public int scores() {
    return 0;
  }

  @Override
  public int logits() {
    return positions.length + (missing ? 1 : 0);
  }

  @Override
  public long position(float[] values, int score, int logit, double uniform) {
    int level = shifts.draw(values, logit, logits(), uniform);
    return level == positions.length ? ColumnType.MISSING : positions[level];
  }

  @Override
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(CodeWord.KEY, CodeWord.LOGITS.text());
    fields.put("missing", missing ? "yes" : "no");
    fields.put("positions", Packed.longs(positions));
    shifts.write(fields);
    return fields;
  }

  /** Reads the numbers of a description. */
  static LogitCode read(ColumnSettings settings) {
    LogitCode code = of(Packed.longs(settings, "positions"), settings.is("missing", "yes", "no"));
    return new LogitCode(code.positions, code.missing, LogitShifts.read(settings, code.logits()));
  }

  @Override
  public String toString() {
    return "LogitCode[%s values]".formatted(positions.length);
  }
}
