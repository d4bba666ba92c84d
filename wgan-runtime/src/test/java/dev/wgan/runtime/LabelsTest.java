package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes by number and by name; the model has T-shirt/top, Ankle boot and café. */
class LabelsTest {
  private Generator generator;

  @BeforeEach
  void load() {
    generator = Generator.load(TestModels.conditional(), GeneratorOptions.defaults());
  }

  @AfterEach
  void close() {
    generator.close();
  }

  @ParameterizedTest
  @CsvSource({"T-shirt/top,0", "ankle BOOT,1", "CAFÉ,2"})
  void aNameIsTheSameAsItsNumber(String name, int number) {
    float[] expected = generator.sample(4, 42, number).toArray();
    assertThat(generator.sample(4, 42, name).toArray()).isEqualTo(expected);
    Samples named = generator.sample(SampleRequest.of(4).seed(42).label(name));
    assertThat(named.toArray()).isEqualTo(expected);
    assertThat(named.label(3)).isEqualTo(number);
    assertThat(named.className(3)).isEqualTo(generator.info().classNames().get(number));
    assertThat(generator.info().label(name)).isEqualTo(number);
  }

  @Test
  void eachSampleMayHaveItsOwn() {
    Samples named =
        generator.sample(SampleRequest.of(3).seed(1).labels("café", "t-shirt/top", "Ankle boot"));
    Samples numbered = generator.sample(SampleRequest.of(3).seed(1).labels(2, 0, 1));
    assertThat(named.toArray()).isEqualTo(numbered.toArray());
    assertThatThrownBy(() -> SampleRequest.of(3).labels("café", "Ankle boot"))
        .isInstanceOf(InputException.class)
        .hasMessage("2 labels for 3 samples: expected one for all or one for each");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ancle boot; did you mean 'Ankle boot'? (the classes are T-shirt/top, Ankle boot, café)",
        "cafe; did you mean 'café'? (the classes are T-shirt/top, Ankle boot, café)",
        "boot; did you mean 'Ankle boot'? (the classes are T-shirt/top, Ankle boot, café)",
        "handbag; the classes are T-shirt/top, Ankle boot, café"
      })
  void anUnknownNameIsAnsweredWithTheNearest(String name, String answer) {
    assertThatThrownBy(() -> generator.sample(1, 42, name))
        .isInstanceOf(InputException.class)
        .hasMessage("there is no class '%s': %s".formatted(name, answer));
  }

  @Test
  void namesThatDifferInCaseAloneAreWrittenAsTheyAre() {
    List<String> classes = List.of("A", "a", "b");
    assertThat(ClassNames.number("a", classes)).isEqualTo(1);
    assertThat(ClassNames.number("B", classes)).isEqualTo(2);
    assertThatThrownBy(() -> ClassNames.number("Ä", List.of("ä", "Ä ", "ä")))
        .hasMessage("the class 'Ä' is 'ä' or 'ä': write it as one of them");
  }

  @Test
  void aModelWithoutALabelInputHasNoClasses() {
    ModelBuilder model =
        new ModelBuilder()
            .meta("wgan.classes", "cat,dog")
            .meta("wgan.input.latent", "z")
            .input("z", ModelBuilder.FLOAT, -1, 2);
    model.nodeTo("out", "Identity", List.of("z"));
    byte[] bytes = model.output("out", ModelBuilder.FLOAT, -1, 2).build();
    try (Generator unconditional = Generator.load(bytes, GeneratorOptions.defaults())) {
      assertThat(unconditional.info().classes()).isZero();
      assertThat(unconditional.info().classNames()).isEmpty();
      assertThatThrownBy(() -> unconditional.sample(1, 42, "cat"))
          .isInstanceOf(InputException.class)
          .hasMessage("there is no class 'cat': the model is not class-conditional");
      assertThatThrownBy(() -> unconditional.sample(1, 42).className(0))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
