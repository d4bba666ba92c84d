package dev.wgan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslateTest {
  @Test
  void makesFramesOfAPictureAndItsPath() {
    NetworkSpec film = NetworkSpec.of(InputSpec.latent(76), new Translate(6, 1, 8, 8, 2));
    assertThat(film.outputShape()).isEqualTo(Shape.of(6, 1, 8, 8));
  }

  @Test
  void saysHowLongItsInputMustBe() {
    assertThatThrownBy(() -> NetworkSpec.of(InputSpec.latent(75), new Translate(6, 1, 8, 8, 2)))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "0 (translate) is given [75]: expected 64 elements of a picture and 2 x 6 numbers");
    assertThatThrownBy(
            () -> NetworkSpec.of(InputSpec.sample(Shape.of(1, 8, 8)), new Translate(6, 1, 8, 8, 2)))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "0 (translate) is given [1×8×8]: expected [picture and two numbers for each frame]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 | 8 | 8 | 2 | frames is 0: expected 1 or more",
        "6 | 1 | 8 | 8 | -1 | reach is -1: expected 1 or more",
        "1000 | 3 | 1000 | 1000 | 1 | makes 1000 frames of 3×1000×1000, 2 pixels around them: more"
            + " elements than one array holds",
        "1 | 1 | 1 | 1 | 2147483647 | makes 1 frames of 1×1×1, 2147483648 pixels around them: more"
            + " elements than one array holds"
      })
  void refusesWhatNoArrayHolds(
      int frames, int channels, int height, int width, int reach, String sentence) {
    assertThatThrownBy(() -> new Translate(frames, channels, height, width, reach))
        .isInstanceOf(NetworkException.class)
        .hasMessage(sentence);
  }
}
