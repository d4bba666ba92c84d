package dev.wgan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.Shape;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDataTest {
  @TempDir private Path folder;

  private static TrainingData data(SampleKind kind, int sampleRate) {
    return new TrainingData(
        "toy",
        kind,
        Shape.of(1, 64),
        new ValueRange(-1, 1),
        10,
        "00",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        sampleRate,
        0);
  }

  private Path written(String json) throws IOException {
    return Files.writeString(folder.resolve("data.json"), json);
  }

  @Test
  void theSampleRateIsReadBack() throws IOException {
    TrainingData audio = data(SampleKind.AUDIO, 8000);

    String json = NetworkJson.write(audio);

    assertThat(json).contains("\"sample_rate\" : 8000");
    assertThat(NetworkJson.read(written(json), TrainingData.class)).isEqualTo(audio);
  }

  @Test
  void aRunWithoutSampleRateHasNone() throws IOException {
    TrainingData vectors = data(SampleKind.VECTOR, 0);

    String json = NetworkJson.write(vectors);

    assertThat(json).doesNotContain("sample_rate");
    assertThat(NetworkJson.read(written(json), TrainingData.class)).isEqualTo(vectors);
  }

  @Test
  void otherComponentsAreRequired() throws IOException {
    Path file = written(NetworkJson.write(data(SampleKind.VECTOR, 0)).replace("digest", "digits"));

    assertThatThrownBy(() -> NetworkJson.read(file, TrainingData.class))
        .isInstanceOf(NetworkException.class);
  }

  @Test
  void sampleRatesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> data(SampleKind.AUDIO, -1))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "the sample rate is -1: expected samples per second, or 0 unless the samples are audio");
    assertThatThrownBy(() -> data(SampleKind.IMAGE, 8000))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "the sample rate is 8000 where the samples are of kind image: expected 0 unless they are audio");
  }
}
