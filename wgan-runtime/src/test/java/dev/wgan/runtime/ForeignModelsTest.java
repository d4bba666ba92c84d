package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignModelsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "dcgan", "fixed-batch"})
  void agreesWithPyTorch(String name) throws IOException {
    Foreign foreign = Foreign.load(name, folder);
    try (Generator generator = Generator.load(foreign.model())) {
      float[] found = generator.sample(foreign.latents()).toArray();
      float[] expected = foreign.output().floats();
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.length; i++) {
        assertThat(found[i]).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }

  @Test
  void findsShapesAndTheFrozenBatchInTheGraph() throws IOException {
    try (Generator generator = Generator.load(Foreign.load("dcgan", folder).model())) {
      ModelInfo info = generator.info();
      assertThat(info.input(ModelInput.Role.LATENT).orElseThrow().shape())
          .containsExactly(24, 1, 1);
      assertThat(info.output().kind()).isEqualTo(SampleKind.IMAGE);
      assertThat(info.frozenBatch()).isZero();
    }
    try (Generator generator = Generator.load(Foreign.load("fixed-batch", folder).model())) {
      assertThat(generator.info().frozenBatch()).isEqualTo(4);
      Samples ten = generator.sample(10, 1);
      Samples three = generator.sampleRange(4, 3, 1);
      assertThat(three.get(0)).containsExactly(ten.get(4));
      assertThat(three.get(2)).containsExactly(ten.get(6));
    }
  }
}
