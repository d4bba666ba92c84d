package dev.wgan.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StepProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);
  private long nanos = 7;

  @Test
  void linesSayHowFarHowFastAndHowLong() {
    try (StepProgress progress = StepProgress.plain(out, "evaluating", () -> nanos)) {
      progress.show(0, 137);
      progress.line("measuring in raw values");
      for (int done = 1; done <= 137; done++) {
        nanos += SECOND / 2;
        progress.show(done, 137);
      }
    }
    assertThat(text.toString().lines())
        .hasSize(12)
        .startsWith("evaluating, 137 steps", "measuring in raw values")
        .contains("step 14 of 137 (10 %), 2.00 steps/s, 1 min 2 s left")
        .endsWith("step 137 of 137 (100 %), 2.00 steps/s, 0 s left");
  }

  @Test
  void aBarShowsSpeedAndTimeLeftAndLeavesStagesLinesOfTheirOwn() {
    try (StepProgress progress = StepProgress.bar(out, "evaluating", () -> nanos)) {
      progress.show(0, 137);
      progress.line("measuring in raw values");
      nanos += 10 * SECOND;
      progress.show(50, 137);
    }
    assertThat(text.toString())
        .contains("\r\u001b[Kmeasuring in raw values" + System.lineSeparator())
        .contains("evaluating", "50/137", "5.00/s")
        .endsWith(System.lineSeparator());
    assertThat(text.toString().replace('\r', '\n').replace("\u001b[K", "").lines())
        .allSatisfy(drawn -> assertThat(drawn).hasSizeLessThanOrEqualTo(79));
  }
}
