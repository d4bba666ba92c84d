package dev.wgan.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.network.Composite;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LabelEmbedding;
import dev.wgan.network.Linear;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.run.GroupedClasses;
import dev.wgan.run.GroupedClasses.By;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.ValueRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A generator whose samples are the first latent and the number of the class. */
class GroupedClassesTest {
  private static final List<String> LOOKS =
      List.of("micah bald", "micah curly", "micah long", "robot", "toon bun", "toon hat");
  private static final List<Integer> COUNTS = List.of(10, 30, 60, 100, 75, 25);

  @TempDir private Path folder = Path.of("");

  private static TrainedGenerator trained(List<String> names, List<Integer> counts) {
    NetworkSpec network =
        new NetworkSpec(
            List.of(InputSpec.latent(2), InputSpec.label(names.size())),
            List.of(
                new Composite.Concat(
                    List.of(
                        List.of(),
                        List.of(
                            new Composite.Input("label"), new LabelEmbedding(names.size(), 1)))),
                new Linear(3, 2, false)));
    float[] numbers = new float[names.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    Weights weights =
        Weights.of(
            Map.of(
                "0.branches.1.1.weight",
                Tensor.of(Shape.of(names.size(), 1), numbers),
                "1.weight",
                Tensor.of(Shape.of(2, 3), 1, 0, 0, 0, 0, 1)));
    TrainingData data =
        new TrainingData(
                "looks",
                SampleKind.VECTOR,
                Shape.of(2),
                new ValueRange(-1, 1),
                300,
                "00",
                names,
                List.of(),
                List.of(),
                List.of(),
                0,
                0)
            .withClasses(names, counts);
    return new TrainedGenerator(
        network, weights, LatentDistribution.NORMAL, data, Map.of("preset", "wgan"));
  }

  private Generator exported(TrainedGenerator trained, Precision precision) throws IOException {
    Path file = folder.resolve("grouped.onnx");
    ExportOptions options = ExportOptions.builder().precision(precision).build();
    OnnxExporter.of(options).export(trained, file);
    return Generator.load(file, GeneratorOptions.defaults());
  }

  /** The shares of the classes among samples. */
  private static double[] shares(float[] samples) {
    double[] shares = new double[LOOKS.size()];
    for (int i = 1; i < samples.length; i += 2) {
      shares[Math.round(samples[i])] += 2.0 / samples.length;
    }
    return shares;
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "FP16_WEIGHTS"})
  void aLabelIsAGroupWhoseClassesComeAsOftenAsInTheData(Precision precision) throws IOException {
    TrainedGenerator grouped = GroupedClasses.of(trained(LOOKS, COUNTS), By.FIRST_WORD);
    try (Generator generator = exported(grouped, precision)) {
      assertThat(generator.info().classNames()).containsExactly("micah", "robot", "toon");
      assertThat(generator.info().inputs().get(0).shape()).containsExactly(3);
      assertThat(generator.info().batching().toString()).contains("run in batches");
      assertThat(shares(generator.sample(20_000, 1L, "micah").toArray()))
          .containsExactly(new double[] {0.1, 0.3, 0.6, 0, 0, 0}, within(0.015));
      assertThat(shares(generator.sample(200, 1L, "robot").toArray()))
          .containsExactly(new double[] {0, 0, 0, 1, 0, 0}, within(1e-9));
      assertThat(shares(generator.sample(20_000, 1L, "toon").toArray()))
          .containsExactly(new double[] {0, 0, 0, 0, 0.75, 0.25}, within(0.015));
    }
  }

  @Test
  void oneGroupOfAllClassesHasNoLabel() throws IOException {
    TrainedGenerator grouped = GroupedClasses.of(trained(LOOKS, COUNTS), By.ALL);
    try (Generator generator = exported(grouped, Precision.FP32)) {
      assertThat(generator.info().classes()).isZero();
      assertThat(generator.info().inputs()).hasSize(1);
      float[] samples = generator.sample(20_000, 5L).toArray();
      double[] expected = COUNTS.stream().mapToDouble(count -> count / 300.0).toArray();
      assertThat(shares(samples)).containsExactly(expected, within(0.015));
      // The class is drawn apart from what the network sees: the latent's mean is 0 in each.
      double sum = 0;
      int n = 0;
      for (int i = 0; i < samples.length; i += 2) {
        if (Math.round(samples[i + 1]) == 5) {
          sum += samples[i];
          n++;
        }
      }
      assertThat(sum / n).isCloseTo(0, within(0.1));
    }
  }

  @Test
  void classesOfUnknownCountsComeEquallyOften() throws IOException {
    TrainedGenerator grouped = GroupedClasses.of(trained(LOOKS, List.of()), By.FIRST_WORD);
    try (Generator generator = exported(grouped, Precision.FP32)) {
      assertThat(shares(generator.sample(20_000, 1L, "toon").toArray()))
          .containsExactly(new double[] {0, 0, 0, 0, 0.5, 0.5}, within(0.015));
    }
  }

  @Test
  void aClassWithoutSamplesIsNeverDrawn() throws IOException {
    List<Integer> counts = List.of(0, 30, 0, 100, 75, 0);
    TrainedGenerator grouped = GroupedClasses.of(trained(LOOKS, counts), By.FIRST_WORD);
    try (Generator generator = exported(grouped, Precision.FP32)) {
      assertThat(shares(generator.sample(2000, 1L, "micah").toArray()))
          .containsExactly(new double[] {0, 1, 0, 0, 0, 0}, within(1e-9));
      assertThat(shares(generator.sample(2000, 1L, "toon").toArray()))
          .containsExactly(new double[] {0, 0, 0, 0, 1, 0}, within(1e-9));
    }
  }

  @Test
  void groupsAreReadAgainFromJson() {
    NetworkSpec grouped = GroupedClasses.of(trained(LOOKS, COUNTS), By.FIRST_WORD).network();
    String json = NetworkJson.write(grouped);
    assertThat(NetworkJson.parse(json, "test")).isEqualTo(grouped);
    assertThat(NetworkJson.write(trained(LOOKS, COUNTS).network())).doesNotContain("groups");
  }

  @Test
  void theLineageNamesTheGrouping() {
    TrainedGenerator trained = trained(LOOKS, COUNTS);
    TrainedGenerator grouped = GroupedClasses.of(trained, Optional.of("first-word"));
    assertThat(grouped.training()).containsEntry("classes_grouped", "first-word");
    assertThat(GroupedClasses.of(trained, Optional.empty())).isEqualTo(trained);
    assertThatThrownBy(() -> GroupedClasses.of(trained, Optional.of("colour")))
        .isInstanceOf(NetworkException.class)
        .hasMessage("unknown grouping of classes 'colour': expected first-word or all");
  }

  @Test
  void whatCannotBeGroupedIsRefused() {
    assertThatThrownBy(
            () -> GroupedClasses.of(trained(List.of("a", "b"), List.of()), By.FIRST_WORD))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "no two of the classes [a, b] share their first word: there is nothing to group");
    List<String> mixed = List.of("a x", "b", "a y");
    assertThatThrownBy(() -> GroupedClasses.of(trained(mixed, List.of()), By.FIRST_WORD))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "the classes of the group 'a' are not next to each other: expected an order by name, as in [a x, a y, b]");
    TrainedGenerator plain =
        Networks.images(NetworkSpec.of(InputSpec.latent(3), new Linear(3, 2)), 1);
    assertThatThrownBy(() -> GroupedClasses.of(plain, By.ALL))
        .isInstanceOf(NetworkException.class)
        .hasMessage("the generator is not class-conditional: it has no classes to group");
    TrainedGenerator trained = trained(LOOKS, COUNTS);
    TrainedGenerator uniform =
        new TrainedGenerator(
            trained.network(),
            trained.weights(),
            LatentDistribution.UNIFORM,
            trained.data(),
            Map.of());
    assertThatThrownBy(() -> GroupedClasses.of(uniform, By.ALL))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("expected a latent vector of normal numbers");
  }

  @Test
  void groupsHoldAllClasses() {
    InputSpec label = InputSpec.label(3);
    assertThatThrownBy(() -> label.grouped(List.of(List.of(1, 1))))
        .isInstanceOf(NetworkException.class)
        .hasMessage("the input 'label' has groups of 2 classes together: expected its 3 classes");
    assertThatThrownBy(() -> label.grouped(List.of(List.of(1, 1), List.of(0))))
        .isInstanceOf(NetworkException.class)
        .hasMessage(
            "a group of the input 'label' has the weights [0]: expected 0 or more, and one above 0");
    assertThatThrownBy(
            () ->
                new NetworkSpec(
                    List.of(
                        InputSpec.sample(Shape.of(3)), label.grouped(List.of(List.of(1, 1, 1)))),
                    List.of(new Linear(3, 1))))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("expected a latent vector, whose last element chooses the class");
  }
}
