package dev.wgan.table;

import java.util.Map;

/**
 * The code of a column that needs no values of the generator.
 *
 * <p>Immutable and thread-safe.
 */
public record NoCode() implements ColumnCode {
  @Override
  public int scores() {
    return 0;
  }

  @Override
  public int logits() {
    return 0;
  }

  @Override
  public long position(float[] values, int score, int logit, double uniform) {
    return 0;
  }

  @Override
  public Map<String, String> fields() {
    return Map.of(CodeWord.KEY, CodeWord.NONE.text());
  }
}
