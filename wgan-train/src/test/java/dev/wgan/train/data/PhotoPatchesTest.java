package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoPatchesTest {
  private static final int SIDE = 6;

  @TempDir private Path temporary;
  private Path folder = Path.of("");

  /** Each pixel of the photographs is unique: red is the column, green the row, blue the number. */
  @BeforeEach
  void writePhotographs() throws IOException {
    folder = Files.createDirectories(temporary.resolve("photos"));
    write("a.png", 40, 30, 1);
    write("b.png", 20, 50, 2);
    write("c.png", 64, 20, 3);
    write("small.png", 5, 90, 4);
  }

  private void write(String name, int width, int height, int number) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x << 16 | y << 8 | number);
      }
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private Dataset open(int shrink) {
    return Datasets.openPatches(folder, SIDE, shrink, DataOptions.defaults());
  }

  private static int[] bytes(Dataset data, int index) {
    float[] values = new float[data.description().sampleSize()];
    data.read(index, values, 0);
    int[] bytes = new int[values.length];
    Arrays.setAll(bytes, i -> Math.round((values[i] + 1) * 127.5f));
    return bytes;
  }

  @Test
  void aPatchIsASquareOfOnePhotographInOneOfEightOrientations() {
    int plane = SIDE * SIDE;
    int[] orientations = new int[8];
    int[] numbers = new int[5];
    try (Dataset data = open(1)) {
      for (int index = 0; index < 8_000; index++) {
        int[] patch = bytes(data, index);
        int number = patch[2 * plane];
        numbers[number]++;
        assertThat(Arrays.stream(patch, 2 * plane, 3 * plane)).allMatch(blue -> blue == number);
        int[] corners = {0, SIDE - 1, plane - SIDE, plane - 1};
        int left = Arrays.stream(corners).map(i -> patch[i]).min().orElseThrow();
        int top = Arrays.stream(corners).map(i -> patch[plane + i]).min().orElseThrow();
        int found = -1;
        for (int orientation = 0; orientation < 8; orientation++) {
          if (matches(patch, left, top, orientation)) {
            found = orientation;
          }
        }
        assertThat(found).as("orientation of patch %d", index).isNotNegative();
        orientations[found]++;
      }
    }
    // Chi-square with 7 degrees of freedom: above 29.9 in one of 10,000 cases.
    double chi = 0;
    for (int count : orientations) {
      chi += (count - 1_000.0) * (count - 1_000.0) / 1_000;
    }
    assertThat(chi).isLessThan(29.9);
    // 35·25, 15·45 and 59·15 places; three degrees of freedom less one, one of 10,000: 18.4.
    double[] places = {0, 875, 675, 885};
    double square = 0;
    for (int number = 1; number <= 3; number++) {
      double expected = 8_000 * places[number] / 2_435;
      square += (numbers[number] - expected) * (numbers[number] - expected) / expected;
    }
    assertThat(square).isLessThan(18.4);
    assertThat(numbers[4]).isZero();
  }

  private static boolean matches(int[] patch, int left, int top, int orientation) {
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int u = (orientation & 1) == 0 ? row : SIDE - 1 - row;
        int v = (orientation & 2) == 0 ? column : SIDE - 1 - column;
        int x = left + ((orientation & 4) == 0 ? v : u);
        int y = top + ((orientation & 4) == 0 ? u : v);
        int at = row * SIDE + column;
        if (patch[at] != x || patch[SIDE * SIDE + at] != y) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void patchesAreTheSameAfterReopeningAndFromTheCache() throws IOException {
    DataOptions cached = DataOptions.of(builder -> builder.cacheFolder(temporary.resolve("cache")));
    List<int[]> first = new ArrayList<>();
    try (Dataset data = open(1)) {
      for (int i = 0; i < 50; i++) {
        first.add(bytes(data, 17 * i));
      }
    }
    for (int time = 0; time < 2; time++) {
      try (Dataset data = Datasets.openPatches(folder, SIDE, 1, cached)) {
        for (int i = 0; i < 50; i++) {
          assertThat(bytes(data, 17 * i)).isEqualTo(first.get(i));
        }
      }
    }
    try (var files = Files.list(temporary.resolve("cache"))) {
      Path file = files.findFirst().orElseThrow();
      Files.write(file, new byte[10]);
    }
    assertThatThrownBy(() -> Datasets.openPatches(folder, SIDE, 1, cached))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("remove the file");
  }

  @Test
  void shrinkingTakesTheMeanOfPixels() {
    try (Dataset data = open(2)) {
      for (int index = 0; index < 200; index++) {
        int[] patch = bytes(data, index);
        for (int i = 0; i < SIDE * SIDE; i++) {
          // Columns 2x and 2x + 1 have the mean 2x + 0.5, which is rounded up.
          assertThat(patch[i] % 2).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void wholePhotographsAreHeldOut() {
    try (Dataset data = open(1)) {
      Split split = data.split(0.34, 5);
      Set<Integer> training = numbers(split.training());
      Set<Integer> heldOut = numbers(split.heldOut());
      assertThat(training).hasSize(2);
      assertThat(heldOut).hasSize(1);
      assertThat(training).doesNotContainAnyElementsOf(heldOut);
      assertThat(DataSummary.line(data))
          .contains("3 photographs", "left out 1 photograph smaller than a patch");
    }
  }

  private static Set<Integer> numbers(Dataset data) {
    Set<Integer> numbers = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      numbers.add(bytes(data, i)[2 * SIDE * SIDE]);
    }
    return numbers;
  }

  @Test
  void theDigestIsThatOfThePhotographsAndTheSize() throws IOException {
    String digest;
    try (Dataset data = open(1)) {
      digest = data.digest();
    }
    try (Dataset other = Datasets.openPatches(folder, SIDE + 1, 1, DataOptions.defaults())) {
      assertThat(other.digest()).isNotEqualTo(digest);
    }
    write("a.png", 40, 30, 9);
    try (Dataset changed = open(1)) {
      assertThat(changed.digest()).isNotEqualTo(digest);
    }
  }

  @Test
  void refusesWhatCannotBeCut() throws IOException {
    assertThatThrownBy(() -> Datasets.openPatches(folder, 100, 1, DataOptions.defaults()))
        .hasMessageContaining("no photograph in")
        .hasMessageContaining("100 pixels");
    assertThatThrownBy(() -> Datasets.openPatches(folder, 0, 1, DataOptions.defaults()))
        .hasMessageContaining("expected 1 or more");
    Path one = Files.createDirectories(temporary.resolve("one"));
    Files.copy(folder.resolve("a.png"), one.resolve("a.png"));
    try (Dataset data = Datasets.openPatches(one, SIDE, 1, DataOptions.defaults())) {
      assertThatThrownBy(() -> data.split(0.1, 1)).hasMessageContaining("held_out=0");
    }
  }
}
