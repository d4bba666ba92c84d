package dev.wgan.train.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.Toys;
import dev.wgan.train.optimizer.Rmsprop;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresetsTest {
  @Test
  void eachCarriesItsName() {
    assertThat(Presets.all())
        .containsOnlyKeys(
            "article",
            "wgan",
            "wgan-gp",
            "wgan-lp",
            "wgan-div",
            "wgan-r1",
            "sngan",
            "wgan-ct",
            "best",
            "points",
            "table",
            "upscale",
            "inpaint");
    Presets.all().forEach((name, config) -> assertThat(config.preset()).isEqualTo(name));
    assertThat(Presets.of("demo").preset()).isEqualTo("demo");
  }

  @Test
  void theMeasuredOnesMakeNetworksForWhatTheyAreFor() {
    try (Dataset images = Datasets.embedded()) {
      for (String preset : List.of("best", "demo")) {
        Architecture family =
            Presets.of(preset).architecture(new Shape(images.description().shape()), 0, 0);
        assertThat(family.kind()).isEqualTo(Architecture.Kind.DCGAN);
        assertThat(family.generator().outputShape()).isEqualTo(Shape.of(1, 28, 28));
      }
    }
    TrainingConfig points = Presets.of("points");
    try (Dataset ring = Toys.ring(10, 1)) {
      NetworkSpec generator =
          points.architecture(new Shape(ring.description().shape()), 0, 0).generator();
      assertThat(generator.inputs().get(0).shape()).isEqualTo(Shape.of(4));
      assertThat(generator.outputShape()).isEqualTo(Shape.of(2));
    }
  }

  @Test
  void theArticlesIsAsPrinted() {
    TrainingConfig article = Presets.of("article");
    assertThat(article.schedule().criticIterations()).isEqualTo(1);
    assertThat(article.rates().criticLearningRate()).isEqualTo(5e-5);
    assertThat(article.optimizer()).isEqualTo(new Rmsprop(0.99, 1e-8));
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Presets.of("bets"))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("there is no preset 'bets'")
        .hasMessageContaining("best");
  }
}
