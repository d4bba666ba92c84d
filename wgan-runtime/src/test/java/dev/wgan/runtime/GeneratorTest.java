package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
  @TempDir Path folder;
  private Generator generator;

  @BeforeEach
  void load() throws IOException {
    generator =
        Generator.load(
            Foreign.load("mlp", folder).model(),
            GeneratorOptions.of(options -> options.sampleShape(1, 28, 28)));
  }

  @AfterEach
  void close() {
    generator.close();
  }

  @Test
  void aSampleIsAFunctionOfSeedAndIndexAlone() {
    Samples many = generator.sample(600, 42);
    Samples few = generator.sample(8, 42);
    Samples range = generator.sampleRange(300, 5, 42);
    for (int i = 0; i < 8; i++) {
      assertThat(few.get(i)).containsExactly(many.get(i));
    }
    for (int i = 0; i < 5; i++) {
      assertThat(range.get(i)).containsExactly(many.get(300 + i));
    }
  }

  @Test
  void aFreshSeedIsReportedAndRepeatsTheSamples() {
    Samples fresh = generator.sample(3);
    assertThat(generator.sample(3, fresh.seed()).toArray()).isEqualTo(fresh.toArray());
    assertThat(generator.sample(3).seed()).isNotEqualTo(fresh.seed());
  }

  @Test
  void writesPictures() throws IOException {
    Samples samples = generator.sample(10, 1);
    Path grid = folder.resolve("grid.png");
    samples.writeGrid(grid);
    assertThat(ImageIO.read(grid.toFile()).getWidth()).isEqualTo(4 * 30 + 2);
    assertThat(ImageIO.read(grid.toFile()).getHeight()).isEqualTo(3 * 30 + 2);
    samples.writeImages(folder.resolve("images"));
    var image = ImageIO.read(folder.resolve("images/000009.png").toFile());
    float[] values = samples.get(9);
    for (int y = 0; y < 28; y++) {
      for (int x = 0; x < 28; x++) {
        int level = Math.round((values[y * 28 + x] + 1) * 127.5f);
        assertThat(image.getRaster().getSample(x, y, 0)).isEqualTo(level);
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("mlp.onnx", "grid.png", "images");
    }
  }

  @Test
  void writesNpyOfShapeSizeAndSample() {
    Samples samples = generator.sample(5, 1);
    Path file = folder.resolve("a.npy");
    samples.writeNpy(file);
    TensorData read = Npy.read(file);
    assertThat(read.shape()).containsExactly(5, 1, 28, 28);
    assertThat(read.floats()).isEqualTo(samples.toArray());
  }

  @Test
  void noSamplesAreSamplesToo() {
    assertThat(generator.sample(0, 1).size()).isZero();
    assertThat(generator.sample(0, 1).toArray()).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> generator.sample(-1))
        .isInstanceOf(InputException.class)
        .hasMessage("-1 samples were requested: expected 0 or more");
    assertThatThrownBy(() -> generator.sample(10_000_000, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("forEachChunk");
    assertThatThrownBy(() -> generator.sample(TensorData.of(new float[20], 2, 10)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("given the shape [2, 10]: expected 2 x [100]");
    assertThatThrownBy(() -> generator.sample(SampleRequest.of(1).label(3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not class-conditional");
  }

  @Test
  void closingTwiceIsFineAndUsingItThenIsNot() {
    generator.close();
    generator.close();
    assertThatThrownBy(() -> generator.sample(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
    assertThat(generator.info().output().shape()).containsExactly(1, 28, 28);
  }
}
