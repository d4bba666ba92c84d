package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
  private static final int RGB = BufferedImage.TYPE_3BYTE_BGR;

  @TempDir Path folder;

  @Test
  void subFoldersAreClasses() throws IOException {
    TestImages.folder(folder, List.of("cat", "dog", "Owl"), 4, 6);
    Files.writeString(folder.resolve("README.txt"), "not an image");
    try (Dataset data = open()) {
      assertThat(data.description().shape()).containsExactly(3, 6, 6);
      assertThat(data.description().classNames()).containsExactly("Owl", "cat", "dog");
      assertThat(data.size()).isEqualTo(12);
      assertThat(labels(data)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
    }
  }

  @Test
  void anImageOutsideTheSubFoldersMakesThemNoClasses() throws IOException {
    TestImages.folder(folder, List.of("cat", "dog"), 1, 6);
    TestImages.write(folder.resolve("z.png"), TestImages.noise(RGB, 6, 6, 1));
    assertThat(open().description().labelled()).isFalse();
    assertThat(Datasets.open(folder.resolve("cat"), DataOptions.defaults()).size()).isEqualTo(1);
  }

  @Test
  void filesComeInTheOrderOfTheirNames() throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      names.add(
          String.format(
              java.util.Locale.ROOT, "%03d.png", i * 7 % 600)); // more than are decoded at a time
      BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setSample(0, 0, 0, i * 7 % 600 % 256);
      TestImages.write(folder.resolve(names.get(i)), image);
    }
    List<Integer> news = new ArrayList<>();
    DataOptions options = DataOptions.of(o -> o.progress((done, total) -> news.add(done)));
    try (Dataset data = Datasets.open(folder, options)) {
      assertThat(data.description().shape()).containsExactly(1, 1, 1);
      float[] values = data.values(0, 600);
      for (int i = 0; i < 600; i++) {
        assertThat(values[i]).isEqualTo(ByteDataset.valueOf(i % 256));
      }
    }
    assertThat(news).startsWith(1, 2, 3).endsWith(599, 600, 600);
  }

  @Test
  void hiddenFilesAreNoImages() throws IOException {
    TestImages.write(folder.resolve("a.png"), TestImages.noise(RGB, 2, 2, 1));
    Files.write(folder.resolve("._a.png"), new byte[] {1});
    TestImages.write(folder.resolve(".cache/b.png"), TestImages.noise(RGB, 2, 2, 1));
    assertThat(open().size()).isEqualTo(1);
  }

  @Test
  void aFolderAndAnIdxFileOfTheSameImagesAreTheSameData() throws IOException {
    byte[] pixels = TestImages.bytes(5 * 3 * 4, 8);
    for (int i = 0; i < 5; i++) {
      BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
      image
          .getRaster()
          .setDataElements(0, 0, 4, 3, Arrays.copyOfRange(pixels, i * 12, i * 12 + 12));
      TestImages.write(folder.resolve("images/" + i + (i % 2 == 0 ? ".png" : ".bmp")), image);
    }
    Path idx = Files.write(folder.resolve("idx3"), TestImages.idx(pixels, 5, 3, 4));
    String expected = Datasets.open(idx, DataOptions.defaults()).digest();
    for (long heapLimit : new long[] {0, 1000}) {
      DataOptions options = DataOptions.of(o -> o.heapLimit(heapLimit));
      try (Dataset data = Datasets.open(folder.resolve("images"), options)) {
        assertThat(data.digest()).isEqualTo(expected);
      }
    }
  }

  @Test
  void differentSizesNeedASize() throws IOException {
    TestImages.write(folder.resolve("a.png"), TestImages.noise(RGB, 9, 6, 1));
    TestImages.write(folder.resolve("b.jpg"), TestImages.noise(RGB, 30, 31, 1));
    assertFails(
        DataOptions.defaults(),
        "images of different sizes: "
            + folder.resolve("a.png")
            + " has 9 x 6 pixels, "
            + folder.resolve("b.jpg")
            + " has 30 x 31; set the option size to resize all of them");
    try (Dataset data = Datasets.open(folder, DataOptions.of(o -> o.size(8)))) {
      assertThat(data.description().shape()).containsExactly(3, 8, 8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void aTruncatedImageIsNamedOrSkipped(String format) throws IOException {
    TestImages.write(folder.resolve("1." + format), TestImages.noise(RGB, 40, 40, 1));
    TestImages.write(folder.resolve("3." + format), TestImages.noise(RGB, 40, 40, 3));
    Path bad = TestImages.write(folder.resolve("2." + format), TestImages.noise(RGB, 40, 40, 2));
    byte[] whole = Files.readAllBytes(bad);
    for (double part : new double[] {0, 0.01, 0.1, 0.5, 0.9}) {
      Files.write(bad, Arrays.copyOf(whole, (int) (part * whole.length)));
      assertFails(DataOptions.defaults(), "cannot read the image " + bad + ": ");
      try (Dataset data = Datasets.open(folder, DataOptions.of(o -> o.skipBadImages(true)))) {
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.description().skipped()).isEqualTo(1);
      }
    }
  }

  @Test
  void labelsStayWithTheirImagesWhenSomeAreSkipped() throws IOException {
    TestImages.folder(folder, List.of("a", "b"), 3, 5);
    Files.write(folder.resolve("a/000.png"), new byte[0]);
    byte[] broken = Files.readAllBytes(folder.resolve("b/001.jpg"));
    Files.write(folder.resolve("b/001.jpg"), Arrays.copyOf(broken, broken.length - 30));
    try (Dataset data = Datasets.open(folder, DataOptions.of(o -> o.skipBadImages(true)))) {
      assertThat(labels(data)).containsExactly(0, 0, 1, 1);
      assertThat(data.description().skipped()).isEqualTo(2);
    }
  }

  @Test
  void aFolderOfBadImagesAloneIsRefused() throws IOException {
    Files.write(folder.resolve("a.png"), new byte[0]);
    Files.writeString(folder.resolve("b.jpg"), "text");
    assertFails(
        DataOptions.of(o -> o.skipBadImages(true)),
        folder
            + " contains no readable image; the first failure: cannot read the image "
            + folder.resolve("a.png")
            + ": it has no bytes");
  }

  @Test
  void anImageBombIsRefusedByItsHeader() throws IOException {
    Path bomb = TestImages.write(folder.resolve("a.png"), TestImages.noise(RGB, 4, 4, 1));
    byte[] bytes = Files.readAllBytes(bomb);
    Files.write(bomb, withSize(bytes, 60_000, 60_000));
    assertFails(
        DataOptions.defaults(),
        bomb + " is an image of 60000 x 60000 pixels: expected at most 16384 a side and 100000000");
    Files.write(bomb, withSize(bytes, 16_000, 16_000));
    assertFails(DataOptions.defaults(), "is an image of 16000 x 16000 pixels");
    Files.write(bomb, bytes);
    assertFails(DataOptions.of(o -> o.maxSide(3)), "is an image of 4 x 4 pixels");
    assertFails(DataOptions.of(o -> o.maxPixels(15)), "is an image of 4 x 4 pixels");
  }

  @Test
  void aFolderWithoutImagesSaysWhatItFound() throws IOException {
    assertFails(DataOptions.defaults(), "but found no files");
    Files.write(folder.resolve("a.heic"), new byte[5]);
    assertFails(DataOptions.defaults(), "but found only files such as a.heic");
  }

  @Test
  void classNamesComeFromSubFoldersAlone() throws IOException {
    TestImages.folder(folder, List.of("a", "b"), 1, 4);
    assertFails(DataOptions.of(o -> o.classNames(List.of("x", "y"))), "leave the names out");
  }

  @Test
  void aLoopOfLinksIsRefused() throws IOException {
    TestImages.write(folder.resolve("in/a.png"), TestImages.noise(RGB, 2, 2, 1));
    Files.createSymbolicLink(folder.resolve("in/loop"), folder);
    assertFails(
        DataOptions.defaults(),
        "cannot read %s: %s: its links form a cycle".formatted(folder, folder.resolve("in/loop")));
  }

  @Test
  void decodedImagesAreKeptAndFoundAgain() throws IOException {
    Path images = TestImages.folder(folder.resolve("images"), List.of("a", "b"), 3, 5);
    Files.write(images.resolve("a/000.png"), new byte[0]);
    Path cache = folder.resolve("made/cache");
    DataOptions options = DataOptions.of(o -> o.skipBadImages(true).cacheFolder(cache));
    String expected = Datasets.open(images, DataOptions.of(o -> o.skipBadImages(true))).digest();
    try (Dataset first = Datasets.open(images, options)) {
      assertThat(first.digest()).isEqualTo(expected);
    }
    Path file = onlyFile(cache);
    // A changed byte shows that the second time nothing is decoded.
    byte[] kept = Files.readAllBytes(file);
    kept[0] ^= 1;
    Files.write(file, kept);
    try (Dataset second = Datasets.open(images, options)) {
      assertThat(second.digest()).isNotEqualTo(expected);
      assertThat(labels(second)).containsExactly(0, 0, 1, 1, 1);
      assertThat(second.description().skipped()).isEqualTo(1);
    }
    Files.write(file, Arrays.copyOf(kept, kept.length - 4));
    assertThatThrownBy(() -> Datasets.open(images, options))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the cached images in "
                + file
                + " are damaged: remove the file; it will be created again");
    Files.delete(file);
    TestImages.write(images.resolve("b/new.png"), TestImages.noise(RGB, 5, 5, 77));
    assertThat(Datasets.open(images, options).size()).isEqualTo(6);
    Files.move(images.resolve("b/new.png"), images.resolve("a/new.png"));
    String moved = Datasets.open(images, DataOptions.of(o -> o.skipBadImages(true))).digest();
    assertThat(Datasets.open(images, options).digest()).isEqualTo(moved);
  }

  @Test
  void aFailureLeavesNothingInTheCacheFolder() throws IOException {
    Path images = TestImages.folder(folder.resolve("images"), List.of("a", "b"), 6, 40);
    byte[] broken = Files.readAllBytes(images.resolve("b/004.png"));
    Files.write(images.resolve("b/004.png"), Arrays.copyOf(broken, broken.length / 2));
    Path cache = folder.resolve("cache");
    assertThatThrownBy(
            () -> Datasets.open(images, DataOptions.of(o -> o.cacheFolder(cache).heapLimit(0))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot read the image " + images.resolve("b/004.png"));
    assertThat(cache).isEmptyDirectory();
  }

  private void assertFails(DataOptions options, String message) {
    assertThatThrownBy(() -> Datasets.open(folder, options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  private Dataset open() {
    return Datasets.open(folder, DataOptions.defaults());
  }

  private static List<Integer> labels(Dataset data) {
    return Stream.iterate(0, i -> i < data.size(), i -> i + 1).map(data::label).toList();
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found = files.toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  /** A PNG whose header announces another size: width and height stand at byte 16. */
  private static byte[] withSize(byte[] png, int width, int height) {
    byte[] changed = png.clone();
    ByteBuffer.wrap(changed).putInt(16, width).putInt(20, height);
    return changed;
  }
}
