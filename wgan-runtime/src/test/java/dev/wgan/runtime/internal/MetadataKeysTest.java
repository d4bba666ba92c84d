package dev.wgan.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wgan.runtime.internal.MetadataKey.Group;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetadataKeysTest {
  @Test
  void theListHoldsEveryKeyOnce() {
    List<String> fields =
        Arrays.stream(MetadataKeys.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.getType() == MetadataKey.class)
            .map(java.lang.reflect.Field::getName)
            .toList();
    assertThat(MetadataKeys.ALL).hasSameSizeAs(fields).doesNotHaveDuplicates();
    assertThat(MetadataKeys.ALL).allMatch(key -> key.name().startsWith(MetadataKeys.PREFIX));
  }

  @Test
  void whatIsWrittenIsRead() {
    Map<String, String> properties = new TreeMap<>();
    MetadataKeys.SAMPLE_SHAPE.write(List.of(1, 28, 28), properties);
    MetadataKeys.TABLE_MEAN.write(List.of(1e-7f, -0f, 3.4e38f), properties);
    List<String> names = List.of("a,b%", "café \u0001", "犬", "");
    MetadataKeys.CLASSES.write(names, properties);
    MetadataKeys.CLASSIFIER_CLASSES.write(List.of("T-shirt/top", "Bag"), properties);
    MetadataKeys.GOLDEN_INPUT.of("z").write(new byte[] {-1, 0, 1}, properties);
    MetadataKeys.FORMAT.write(2, properties);
    assertThat(MetadataKeys.SAMPLE_SHAPE.read(properties)).contains(List.of(1, 28, 28));
    assertThat(MetadataKeys.TABLE_MEAN.read(properties)).contains(List.of(1e-7f, -0f, 3.4e38f));
    assertThat(MetadataKeys.CLASSES.read(properties)).contains(names);
    assertThat(MetadataKeys.CLASSIFIER_CLASSES.read(properties))
        .contains(List.of("T-shirt/top", "Bag"));
    assertThat(MetadataKeys.GOLDEN_INPUT.of("z").read(properties).orElseThrow())
        .containsExactly(-1, 0, 1);
    assertThat(MetadataKeys.FORMAT.read(properties)).contains(2);
    assertThat(MetadataKeys.NOISE.read(properties)).isEmpty();
    assertThat(properties)
        .containsEntry("wgan.classes", "a%2Cb%25,caf%C3%A9%20%01,%E7%8A%AC,")
        .containsEntry("wgan.golden.input.z", "/wAB")
        .containsEntry("wgan.format", "2");
  }

  @Test
  void textOfAnotherFormIsRefused() {
    Map<String, String> shape = Map.of("wgan.sample.shape", "1,0");
    assertThatThrownBy(() -> MetadataKeys.SAMPLE_SHAPE.read(shape))
        .isInstanceOf(IllegalArgumentException.class);
    Map<String, String> golden = Map.of("wgan.golden.output", "?");
    assertThatThrownBy(() -> MetadataKeys.GOLDEN_OUTPUT.read(golden))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void charactersOutsideAsciiAreEscaped() {
    assertThat(MetadataForm.TEXT.write("größe 犬")).isEqualTo("gr\\u00f6\\u00dfe \\u72ac");
  }

  @Test
  void membersOfAFamilyHaveItsGroup() {
    assertThat(MetadataKeys.group("wgan.training.seed")).contains(Group.TRAINING);
    assertThat(MetadataKeys.group("wgan.golden.input.latent")).contains(Group.SELF_TEST);
    assertThat(MetadataKeys.group("wgan.golden")).isEmpty();
  }
}
