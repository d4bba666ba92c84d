package dev.wgan.train.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
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
}
