package dev.wgan.train.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7})
  void countsThePenaltiesThatItHands(int every) {
    Schedule schedule = Presets.of("wgan-gp").with("penalty_every=" + every).schedule();
    for (long from = 0; from < 20; from++) {
      for (long to = from; to < 30; to++) {
        assertThat(schedule.penalties(from, to))
            .isEqualTo(
                LongStream.range(from, to).filter(i -> schedule.penaltyFactorAt(i) > 0).count());
      }
    }
    long sum = LongStream.range(0, 28L * every).map(schedule::penaltyFactorAt).sum();
    assertThat(sum).isEqualTo(28L * every);
  }

  @Test
  void theCriticWarmsUpOnce() {
    Schedule schedule =
        Presets.of("wgan-gp").with("critic_warmup=7", "critic_iterations=2").schedule();
    assertThat(LongStream.range(0, 4).mapToInt(schedule::criticIterationsAt))
        .containsExactly(9, 2, 2, 2);
    Schedule later = Presets.of("upscale").with("critic_warmup=7", "content_steps=2").schedule();
    assertThat(LongStream.range(0, 4).mapToInt(later::criticIterationsAt))
        .containsExactly(0, 0, 8, 1);
  }
}
