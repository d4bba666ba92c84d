package dev.wgan.train.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.network.Activation;
import dev.wgan.network.Backdrop;
import dev.wgan.network.Dropout;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Normalization;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.train.architecture.Architecture.Kind;
import dev.wgan.train.constraint.ArticleTerm;
import dev.wgan.train.constraint.Consistency;
import dev.wgan.train.constraint.CriticNormalization;
import dev.wgan.train.constraint.GradientPenalty;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.OneSidedPenalty;
import dev.wgan.train.constraint.SpectralNormalization;
import dev.wgan.train.constraint.WassersteinDivergence;
import dev.wgan.train.constraint.WeightClipping;
import dev.wgan.train.constraint.ZeroCentredPenalty;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final Shape GREY = Shape.of(1, 28, 28);
  private static final LipschitzConstraint PENALTY = new GradientPenalty(10);
  private static final List<Kind> PICTURES =
      List.of(Kind.MLP, Kind.DCGAN, Kind.UPCONV, Kind.BACKDROP, Kind.CUTOUT, Kind.RESNET);

  @Test
  void theMlpIsTheArticles() {
    Architecture article = Architecture.mlp(100, GREY);
    assertThat(article.generator().layers())
        .containsExactly(
            new Linear(100, 256),
            new Activation.Relu(),
            new Linear(256, 784),
            new Activation.Tanh(),
            new Reshaping.Reshape(GREY));
    assertThat(article.critic(new ArticleTerm()).layers())
        .containsExactly(
            new Reshaping.Flatten(),
            new Linear(784, 256),
            new Activation.Relu(),
            new Linear(256, 1));
  }

  @Test
  void vectorsAreNotSquashed() {
    Architecture toy = new Architecture(Kind.MLP, 32, 3, 2, Shape.of(2), 0, 0);
    assertThat(toy.generator().layers())
        .hasSize(7)
        .endsWith(new Linear(32, 2))
        .noneMatch(Activation.Tanh.class::isInstance);
    assertThat(toy.critic(PENALTY).layers()).startsWith(new Linear(2, 32)).hasSize(7);
  }

  @Test
  void aCutoutTakesTheWeightsOfABackdrop() {
    Shape image = Shape.of(3, 64, 64);
    NetworkSpec backdrop = new Architecture(Kind.BACKDROP, 8, 1, 16, image, 10, 0).generator();
    NetworkSpec cutout = new Architecture(Kind.CUTOUT, 8, 1, 16, image, 10, 0).generator();
    assertThat(cutout.parameters()).isEqualTo(backdrop.parameters()).isNotEmpty();
    assertThat(backdrop.layers()).endsWith(new Backdrop(3));
    assertThat(cutout.layers()).endsWith(new Backdrop(3, true));
  }

  static Stream<Architecture> architectures() {
    List<Architecture> all = new ArrayList<>();
    for (Kind kind : PICTURES) {
      for (int size : new int[] {28, 32, 64}) {
        for (int classes : new int[] {0, 10}) {
          all.add(new Architecture(kind, 8, 1, 16, Shape.of(1, size, size), classes, 0));
          all.add(new Architecture(kind, 8, 1, 16, Shape.of(3, size, size), classes, 0.5));
        }
      }
    }
    for (Kind kind : List.of(Kind.WAVEGAN, Kind.LOGMEL, Kind.UPWAVE)) {
      for (int length : new int[] {1024, 4096}) {
        all.add(new Architecture(kind, 4, 1, 16, Shape.of(1, length), 0, 0, 8000));
        all.add(new Architecture(kind, 4, 1, 16, Shape.of(1, length), 10, 0.5, 8000));
      }
    }
    all.add(new Architecture(Kind.WAVEGAN, 4, 1, 16, Shape.of(2, 64), 0, 0));
    for (int size : new int[] {28, 32, 64}) {
      all.add(new Architecture(Kind.TGAN, 4, 1, 16, Shape.of(4, 1, size, size), 0, 0));
      all.add(new Architecture(Kind.TGAN, 4, 1, 16, Shape.of(12, 3, size, size), 10, 0.5));
      all.add(new Architecture(Kind.SPRITE, 4, 1, 16, Shape.of(4, 1, size, size), 0, 0));
      all.add(new Architecture(Kind.SPRITE, 4, 1, 16, Shape.of(8, 3, size, size), 10, 0.5));
    }
    return all.stream();
  }

  @Test
  void refusesSoundThatItCannotMake() {
    assertThatThrownBy(() -> new Architecture(Kind.WAVEGAN, 8, 1, 16, Shape.of(1, 4000), 0, 0))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("a wavegan of samples [1×4000]: expected waveforms");
    assertThatThrownBy(() -> new Architecture(Kind.WAVEGAN, 8, 1, 16, GREY, 0, 0))
        .hasMessageContaining("expected waveforms");
    assertThatThrownBy(() -> new Architecture(Kind.LOGMEL, 8, 1, 16, Shape.of(2, 4096), 0, 0, 8000))
        .hasMessageContaining("mix the channels with --mono");
    assertThatThrownBy(() -> new Architecture(Kind.LOGMEL, 8, 1, 16, Shape.of(1, 4096), 0, 0))
        .hasMessageContaining("at 0 Hz");
    assertThatThrownBy(() -> new Architecture(Kind.MLP, 8, 1, 16, Shape.of(1, 4096), 0, 0))
        .hasMessageContaining("need the network upwave, logmel or wavegan");
  }

  @Test
  void refusesFilmsThatItCannotMake() {
    for (Shape shape :
        List.of(GREY, Shape.of(6, 1, 32, 32), Shape.of(68, 1, 32, 32), Shape.of(1, 4096))) {
      assertThatThrownBy(() -> new Architecture(Kind.TGAN, 8, 1, 16, shape, 0, 0))
          .isInstanceOf(NetworkException.class)
          .hasMessageContaining("expected");
    }
    assertThatThrownBy(() -> new Architecture(Kind.TGAN, 8, 1, 16, Shape.of(8, 1, 30, 30), 0, 0))
        .hasMessageContaining("a tgan of samples [1×30×30]: expected square");
    assertThatThrownBy(() -> new Architecture(Kind.SPRITE, 8, 1, 16, Shape.of(6, 1, 28, 28), 0, 0))
        .hasMessageContaining("a sprite of samples [6×1×28×28]: expected films");
    assertThatThrownBy(() -> new Architecture(Kind.DCGAN, 8, 1, 16, Shape.of(8, 1, 32, 32), 0, 0))
        .hasMessageContaining("films [frames×channels×height×width] need tgan or sprite");
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void goesFromLatentsToSamplesToAScore(Architecture architecture) {
    NetworkSpec generator = architecture.generator();
    assertThat(generator.inputs().get(0)).isEqualTo(InputSpec.latent(16));
    assertThat(generator.outputShape()).isEqualTo(architecture.sample());
    assertThat(NetworkSpec.flattened(generator.layers())).noneMatch(Dropout.class::isInstance);
    NetworkSpec critic = architecture.critic(PENALTY);
    assertThat(critic.inputs().get(0)).isEqualTo(InputSpec.sample(architecture.sample()));
    assertThat(critic.outputShape()).isEqualTo(Shape.of(1));
    assertThat(NetworkSpec.flattened(critic.layers()).stream().anyMatch(Dropout.class::isInstance))
        .isEqualTo(architecture.dropout() > 0);
    for (NetworkSpec network : List.of(generator, critic)) {
      assertThat(network.inputs()).hasSize(architecture.classes() > 0 ? 2 : 1);
      assertThat(network.inputs().contains(InputSpec.label(10)))
          .isEqualTo(architecture.classes() > 0);
      assertThat(NetworkJson.parse(NetworkJson.write(network), "json")).isEqualTo(network);
    }
  }

  @Test
  void aPenalizedCriticHasNoBatchNormalization() {
    for (LipschitzConstraint constraint :
        List.of(
            PENALTY,
            new OneSidedPenalty(10),
            new WassersteinDivergence(2, 6),
            new ZeroCentredPenalty(10),
            new Consistency(10, 2, 0))) {
      for (Kind kind : PICTURES) {
        Architecture architecture = new Architecture(kind, 8, 1, 16, GREY, 0, 0.5);
        assertThat(NetworkSpec.flattened(architecture.critic(constraint).layers()))
            .noneMatch(Normalization.BatchNorm.class::isInstance);
        assertThatThrownBy(() -> architecture.critic(constraint, CriticNormalization.BATCH))
            .isInstanceOf(NetworkException.class)
            .hasMessageContaining("batch normalization in a critic")
            .hasMessageContaining("expected LAYER or NONE");
      }
    }
  }

  @Test
  void normalizesTheCriticAsItsConstraintAllows() {
    LipschitzConstraint clipping = new WeightClipping(0.01);
    LipschitzConstraint spectral = new SpectralNormalization(1);
    Architecture dcgan = Architecture.dcgan(100, GREY);
    Architecture resnet = Architecture.resnet(128, GREY);
    assertThat(normalizations(dcgan.critic(clipping)))
        .hasSize(2)
        .allMatch(Normalization.BatchNorm.class::isInstance);
    assertThat(normalizations(dcgan.critic(PENALTY))).isEmpty();
    assertThat(normalizations(dcgan.critic(PENALTY, CriticNormalization.LAYER)))
        .containsExactly(
            new Normalization.GroupNorm(1, 128, 1e-5, true),
            new Normalization.GroupNorm(1, 256, 1e-5, true));
    assertThat(normalizations(resnet.critic(PENALTY)))
        .hasSize(6)
        .allMatch(new Normalization.GroupNorm(1, 128, 1e-5, true)::equals);
    assertThat(normalizations(resnet.critic(spectral))).isEmpty();
  }

  private static List<LayerSpec> normalizations(NetworkSpec network) {
    return NetworkSpec.flattened(network.layers()).stream()
        .filter(Normalization.class::isInstance)
        .toList();
  }

  @Test
  void refusesWhatItCannotMake() {
    for (Shape shape : List.of(Shape.of(1, 27, 27), Shape.of(1, 28, 32), Shape.of(784))) {
      assertThatThrownBy(() -> Architecture.dcgan(100, shape))
          .isInstanceOf(NetworkException.class)
          .hasMessage(
              "a dcgan of samples %s: expected square images of 28, 32 or 64 pixels; resize them, choose an mlp, or write the networks as JSON",
              shape);
    }
    assertThatThrownBy(() -> Architecture.mlp(100, Shape.of(28, 28)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("expected vectors [length] or images");
    assertThatThrownBy(() -> Architecture.mlp(0, GREY))
        .isInstanceOf(NetworkException.class)
        .hasMessage("latent is 0: expected 1 or more");
    assertThatThrownBy(() -> new Architecture(Kind.MLP, 8, 1, 16, GREY, 0, 1))
        .isInstanceOf(NetworkException.class)
        .hasMessage("dropout is 1.0: expected a probability from 0 to below 1");
    assertThatThrownBy(() -> Architecture.mlp(8, GREY).critic(PENALTY, CriticNormalization.LAYER))
        .isInstanceOf(NetworkException.class)
        .hasMessage("LAYER normalization in the critic of an mlp: expected NONE");
  }
}
