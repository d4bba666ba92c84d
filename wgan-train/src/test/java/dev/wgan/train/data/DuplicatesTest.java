package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicatesTest {
  @TempDir Path folder;

  /** A theme of icons: some files, and links to them. */
  @Test
  void linksToOneFileStayOnOneSide() throws IOException {
    for (int i = 0; i < 20; i++) {
      BufferedImage image = TestImages.noise(BufferedImage.TYPE_3BYTE_BGR, 3, 3, i);
      Path file = TestImages.write(folder.resolve(i + ".png"), image);
      for (int link = 0; link < i % 4; link++) {
        Files.createSymbolicLink(folder.resolve(i + "-" + link + ".png"), file);
      }
    }
    Dataset data = Datasets.open(folder, DataOptions.defaults());
    assertThat(data.size()).isEqualTo(50);
    assertThat(DataSummary.line(data))
        .contains("; 30 samples equal to earlier ones, held out only together");
    for (int seed = 0; seed < 50; seed++) {
      Split split = Split.byFraction(data, 0.2, seed);
      assertThat(split.heldOut().size()).isEqualTo(10);
      assertThat(split.training().size()).isEqualTo(40);
      assertThat(contents(split.training())).doesNotContainAnyElementsOf(contents(split.heldOut()));
    }
    Dataset once = Datasets.open(folder, DataOptions.of(o -> o.dropDuplicates(true)));
    assertThat(once.size()).isEqualTo(20);
    assertThat(DataSummary.line(once)).endsWith("; left out 30 samples equal to earlier ones");
  }

  /** Without duplicates, the samples held out are the first of the shuffle. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50, 99})
  void withoutDuplicatesTheNumberIsExact(int count) {
    assertThat(Split.byCount(images(100, 100), count, 3).heldOut().size()).isEqualTo(count);
  }

  @Test
  void aCommonImageIsTrainedOn() {
    float[] values = new float[100];
    for (int i = 90; i < 100; i++) {
      values[i] = i / 100f;
    }
    Dataset data = Datasets.ofImages("mostly black", values, List.of(1, 1, 1));
    for (int seed = 0; seed < 20; seed++) {
      Split split = Split.byCount(data, 5, seed);
      assertThat(split.heldOut().size()).isEqualTo(5);
      assertThat(contents(split.heldOut())).doesNotContain(List.of(0f));
    }
  }

  @Test
  void whereNothingFitsTheRarestImageIsHeldOut() {
    Split split = Split.byCount(images(100, 4), 5, 1);
    assertThat(split.heldOut().size()).isEqualTo(25);
    assertThat(contents(split.training())).doesNotContainAnyElementsOf(contents(split.heldOut()));
  }

  @Test
  void oneImageAloneCannotBeSplit() {
    assertThatThrownBy(() -> Split.byCount(images(10, 1), 5, 1))
        .isInstanceOf(DataException.class)
        .hasMessage("all 10 samples of memory have the same content: none of them can be held out");
  }

  @Test
  void equalRowsOfATableAreSeparateObservations() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a\n" + "0\n1\n".repeat(50));
    Dataset data = Datasets.open(file, DataOptions.defaults());
    assertThat(DataSummary.line(data)).endsWith("; 98 rows equal to earlier ones");
    Split split = Split.byCount(data, 10, 1);
    assertThat(split.heldOut().size()).isEqualTo(10);
    assertThat(contents(split.training())).hasSize(2);
  }

  @Test
  void equalImagesOfTwoClassesAreBothKept() {
    Dataset data =
        Datasets.ofImages(
            "x",
            new float[] {0, 0, 0, 1},
            List.of(1, 1, 1),
            new int[] {0, 1, 0, 0},
            List.of("a", "b"));
    Dataset once = Duplicates.drop(data);
    assertThat(once.size()).isEqualTo(3);
    assertThat(once.label(1)).isEqualTo(1);
    once.close();
    assertThatThrownBy(() -> data.values(0, 1)).isInstanceOf(IllegalStateException.class);
  }

  /** Two floats whose arrays have equal hashes are not equal. */
  @Test
  void equalHashesAreNoProof() {
    float a = Float.intBitsToFloat(0x3F000000);
    float b = Float.intBitsToFloat(0x3E000000);
    float c = Float.intBitsToFloat(0x3F000001);
    float d = Float.intBitsToFloat(0x3E000000 - 31);
    assertThat(java.util.Arrays.hashCode(new float[] {a, b}))
        .isEqualTo(java.util.Arrays.hashCode(new float[] {c, d}));
    Dataset data = Datasets.ofImages("x", new float[] {a, b, c, d, a, b, c, d}, List.of(1, 1, 2));
    Duplicates duplicates = Duplicates.of(data);
    assertThat(duplicates.repeated()).isEqualTo(2);
    assertThat(duplicates.first(2)).isEqualTo(0);
    assertThat(duplicates.first(3)).isEqualTo(1);
  }

  private static Dataset images(int count, int different) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (i % different) / different;
    }
    return Datasets.ofImages("images", values, List.of(1, 1, 1));
  }

  private static Set<List<Float>> contents(Dataset data) {
    Set<List<Float>> found = new HashSet<>();
    int size = data.description().sampleSize();
    for (int i = 0; i < data.size(); i++) {
      List<Float> content = new java.util.ArrayList<>();
      for (float value : data.values(i, 1)) {
        content.add(value);
      }
      assertThat(content).hasSize(size);
      found.add(content);
    }
    return found;
  }
}
