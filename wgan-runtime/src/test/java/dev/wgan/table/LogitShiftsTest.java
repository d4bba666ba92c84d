package dev.wgan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers that calibration adds to logits: drawn with, written and read, refused. */
class LogitShiftsTest {
  private static final int DRAWS = 1000;

  private static long count(ColumnCode code, float[] values, long position) {
    long count = 0;
    for (int k = 0; k < DRAWS; k++) {
      count += code.position(values, 0, code.scores(), (k + .5) / DRAWS) == position ? 1 : 0;
    }
    return count;
  }

  @Test
  void shiftsChangeTheSharesOfValues() {
    LogitCode code = LogitCode.of(new long[] {10, 20}, true);
    float[] logits = {0, 0, 0};
    assertThat(count(code, logits, 10)).isBetween(333L, 334L);
    float[] summands = {(float) Math.log(.7), (float) Math.log(.2), (float) Math.log(.1)};
    LogitCode shifted = code.shifted(summands);
    assertThat(count(shifted, logits, 10)).isEqualTo(700);
    assertThat(count(shifted, logits, 20)).isEqualTo(200);
    assertThat(count(shifted, logits, ColumnType.MISSING)).isEqualTo(100);
  }

  @Test
  void shiftsOfMissingValuesOutlastCalibratedScores() {
    ScoreCode code = ScoreCode.of(new long[] {0, 9}, new float[] {0, 1}, true);
    float[] summands = {(float) Math.log(.75), (float) Math.log(.25)};
    float[] values = {.5f, 0, 0};
    assertThat(count(code, values, ColumnType.MISSING)).isEqualTo(500);
    ScoreCode shifted = code.shifted(summands).calibrated(new float[] {0, 1});
    assertThat(count(shifted, values, ColumnType.MISSING)).isEqualTo(250);
  }

  @Test
  void shiftsAreWrittenAndRead() {
    float[] logits = {.5f, -1, 2, 0};
    for (ColumnCode code :
        Arrays.asList(
            LogitCode.of(3, false).shifted(new float[] {1, 2, -3}),
            ScoreCode.of(new long[] {0, 9}, new float[] {0, 1}, true)
                .shifted(new float[] {1, -1}))) {
      ColumnCode again = CodeWord.code("a column", code.fields());
      assertThat(again.fields()).isEqualTo(code.fields()).containsKey("shifts");
      for (int k = 0; k < DRAWS; k++) {
        double uniform = (k + .5) / DRAWS;
        assertThat(again.position(logits, 0, 1, uniform))
            .isEqualTo(code.position(logits, 0, 1, uniform));
      }
    }
    assertThat(LogitCode.of(3, false).fields()).doesNotContainKey("shifts");
  }

  @Test
  void otherNumbersThanOnePerLogitAreRefused() {
    for (float[] summands : Arrays.asList(new float[] {1}, new float[] {1, Float.NaN})) {
      assertThatThrownBy(() -> LogitCode.of(2, false).shifted(summands))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("expected one finite number per logit");
    }
    Map<String, String> fields = LogitCode.of(2, false).shifted(new float[] {1, 2}).fields();
    fields.put("shifts", Packed.floats(new float[3]));
    assertThatThrownBy(() -> CodeWord.code("a column", fields))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("3 numbers are added to the 2 logits");
  }
}
