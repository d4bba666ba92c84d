package dev.wgan.train.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.run.RunFolder;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.constraint.WeightClipping;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressListenerTest {
  private static final TrainingConfig CONFIG = Configs.of("wgan", new WeightClipping(0.01));
  private static final RunFolder FOLDER = new RunFolder(Path.of("run"));
  private static final double STEPS = CONFIG.schedule().steps();

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);
  private long nanos = 7;

  @Test
  void aShortTrainingHasALineATenth() {
    try (ProgressListener listener = ProgressListener.plain(out, () -> nanos)) {
      train(listener, 0, 80);
    }
    List<String> lines = text.toString().lines().toList();
    assertThat(lines)
        .hasSize(12)
        .startsWith("training 20,000 generator iterations")
        .contains(
            "step 2,000 of 20,000 (10 %), 1250 critic iterations/s, Wasserstein 2.50,"
                + " 1 min 12 s left")
        .endsWith("done after 20,000 generator iterations, 1 min 20 s");
  }

  @Test
  void noTwoLinesComeWithinFiveSeconds() {
    try (ProgressListener listener = ProgressListener.plain(out, () -> nanos)) {
      train(listener, 0, 12);
    }
    assertThat(text.toString().lines().filter(line -> line.startsWith("step ")))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("step 8,334 of 20,000 (41 %)");
  }

  @Test
  void aLongTrainingHasALineAMinuteAndOneATenth() {
    try (ProgressListener listener = ProgressListener.plain(out, () -> nanos)) {
      train(listener, 0, 3600);
    }
    assertThat(text.toString().lines().filter(line -> line.startsWith("step "))).hasSize(60);
  }

  @Test
  void aResumedTrainingCountsItsOwnSpeed() {
    try (ProgressListener listener = ProgressListener.plain(out, () -> nanos)) {
      train(listener, 10_000, 100);
    }
    assertThat(text.toString())
        .startsWith("continuing at step 10,000 of 20,000")
        .contains("step 12,000 of 20,000 (60 %), 500 critic iterations/s");
  }

  @Test
  void timeLeftKnowsOfTheBoostsOfTheCritic() {
    TrainingConfig boosted = Configs.boosted();
    long before = 25 * 100;
    long all = 25 * 100 + 39 * 100 + (20_000 - 25 - 39) * 5;
    Pace pace = Pace.Start.of(boosted, 0).at(25, before, 10, 1);
    assertThat(pace.perSecond()).isEqualTo(250);
    assertThat(pace.secondsLeft()).isEqualTo((all - before) / 250.0);
    Pace resumed = Pace.Start.of(boosted, 25).at(26, before + 5, 1, 1);
    assertThat(resumed.perSecond()).isEqualTo(5);
  }

  @Test
  void theEstimateIsTheSmoothedOneOnceThereIsARow() {
    try (ProgressListener listener = ProgressListener.plain(out, () -> nanos)) {
      listener.on(new TrainingEvent.Started(FOLDER, CONFIG, 0));
      listener.on(
          new TrainingEvent.Measured(
              new Measurement(
                  1,
                  5,
                  0,
                  0,
                  9,
                  0.75,
                  OptionalDouble.empty(),
                  0,
                  0,
                  0,
                  OptionalDouble.empty(),
                  0)));
      nanos += 60_000_000_000L;
      listener.on(new TrainingEvent.Stepped(2, 10, 9));
    }
    assertThat(text.toString()).contains("Wasserstein 0.75");
  }

  @Test
  void aBarShowsTheSameAndLeavesWarningsLinesOfTheirOwn() {
    try (ProgressListener listener = ProgressListener.bar(out, () -> nanos)) {
      listener.on(new TrainingEvent.Started(FOLDER, CONFIG, 0));
      nanos += 10_000_000_000L;
      listener.on(new TrainingEvent.Stepped(10_000, 50_000, 2.5));
      listener.on(new TrainingEvent.Warned(10_000, "the critic overfits"));
      listener.on(new TrainingEvent.Stepped(20_000, 100_000, 2.5));
      listener.on(new TrainingEvent.Finished(FOLDER, 20_000, TrainingEvent.Reason.CANCELLED));
    }
    String end = System.lineSeparator();
    assertThat(text.toString())
        .contains("\r\u001b[Kwarning at step 10,000: the critic overfits" + end)
        .contains("100%", "20000/20000", "10000/s, W 2.50")
        .endsWith("cancelled after 20,000 generator iterations, 10 s" + end);
    assertThat(text.toString().replace('\r', '\n').replace("\u001b[K", "").lines())
        .allSatisfy(drawn -> assertThat(drawn).hasSizeLessThanOrEqualTo(79));
  }

  @Test
  void aBarEndsWithATrainingThatFails() throws InterruptedException {
    try (ProgressListener listener = ProgressListener.bar(out, () -> nanos)) {
      listener.on(new TrainingEvent.Started(FOLDER, CONFIG, 0));
    }
    String shown = text.toString();
    Thread.sleep(1500); // longer than the bar waits between drawings
    assertThat(text.toString()).isEqualTo(shown).endsWith(System.lineSeparator());
  }

  /** A training at constant speed, from a step on. */
  private void train(ProgressListener listener, long from, double seconds) {
    long begin = nanos;
    listener.on(new TrainingEvent.Started(FOLDER, CONFIG, from));
    for (long step = from + 1; step <= CONFIG.schedule().steps(); step++) {
      nanos = begin + Math.round(seconds * 1e9 * (step - from) / (STEPS - from));
      listener.on(new TrainingEvent.Stepped(step, 5 * step, 2.5));
    }
    listener.on(
        new TrainingEvent.Finished(
            FOLDER, CONFIG.schedule().steps(), TrainingEvent.Reason.COMPLETE));
  }
}
