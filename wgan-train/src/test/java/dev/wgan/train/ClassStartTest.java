package dev.wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.network.InputSpec;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Projection;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.architecture.Architecture.Kind;
import dev.wgan.train.constraint.WeightClipping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassStartTest {
  private static final List<String> EARLIER = List.of("micah", "micah pixie", "toon");

  /** A table of three rows of two numbers, next to a layer whose shape is equal to the table's. */
  private static Weights weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("0.weight", Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
    tensors.put("0.bias", Tensor.of(Shape.of(3), 7, 8, 9));
    tensors.put("1.weight", Tensor.of(Shape.of(1, 3), 1, 2, 3));
    tensors.put("1.bias", Tensor.of(Shape.of(1), 4));
    tensors.put("1.embedding", Tensor.of(Shape.of(3, 3), 0, 1, 2, 10, 11, 12, 20, 21, 22));
    return Weights.of(tensors);
  }

  private static NetworkSpec network(int classes) {
    return new NetworkSpec(
        List.of(InputSpec.sample(Shape.of(2)), InputSpec.label(classes)),
        List.of(new Linear(2, 3), new Projection(3, classes, "label")));
  }

  private static Weights started(List<String> earlier, List<String> classes) {
    NetworkSpec network = network(classes.size());
    return new ClassStart(earlier, classes).rows(weights(), network).matching(network);
  }

  @Test
  void aClassStartsByItsNameOrTheWordsThatBeginItOrAsTheMean() {
    Weights started =
        started(
            EARLIER,
            List.of("micah bun", "micah pixie", "micah pixie red", "micahs", "toon bun x"));
    assertThat(started.get("1.embedding").toArray())
        .containsExactly(0, 1, 2, 10, 11, 12, 10, 11, 12, 10, 11, 12, 20, 21, 22);
    assertThat(started.get("0.weight").toArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  /** As many classes of other names: rows go with names, not with their places. */
  @Test
  void rowsGoWithTheNames() {
    Weights started = started(EARLIER, List.of("toon", "micah", "other"));
    assertThat(started.get("1.embedding").toArray())
        .containsExactly(20, 21, 22, 0, 1, 2, 10, 11, 12);
  }

  @Test
  void theOriginsAreCounted() {
    List<String> classes = List.of("micah", "micah bun", "micah pixie", "micahs", "toon x");
    assertThat(new ClassStart(EARLIER, classes).summary())
        .contains(
            "5 classes: 2 start as the other run's class of their name, 2 as one whose words begin their name, 1 as the mean of all");
    assertThat(new ClassStart(EARLIER, EARLIER).summary()).isEmpty();
  }

  /** In every family, the tensors that depend on the number of classes are tables of them. */
  @ParameterizedTest
  @EnumSource
  void everyFamilyMarksItsTables(Kind kind) {
    int classes = 37;
    Shape sample =
        kind.sound()
            ? Shape.of(1, 1024)
            : kind.film() ? Shape.of(4, 1, 28, 28) : Shape.of(1, 28, 28);
    Architecture architecture = new Architecture(kind, 4, 1, 8, sample, classes, 0, 16_000);
    for (NetworkSpec network :
        List.of(architecture.generator(), architecture.critic(new WeightClipping(0.01)))) {
      assertThat(network.parameters())
          .anyMatch(ParameterSpec::perClass)
          .allMatch(
              parameter ->
                  parameter.perClass()
                      == (parameter.shape().rank() == 2 && parameter.shape().dim(0) == classes));
    }
  }

  @Test
  void equalClassesAndRunsWithoutClassesKeepTheirWeights() {
    Weights weights = weights();
    assertThat(new ClassStart(EARLIER, EARLIER).rows(weights, network(3))).isSameAs(weights);
    assertThat(new ClassStart(List.of(), EARLIER).rows(weights, network(3))).isSameAs(weights);
  }
}
