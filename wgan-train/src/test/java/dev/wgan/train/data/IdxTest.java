package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
  private static final byte[] PIXELS = TestImages.bytes(7 * 4 * 5, 1); // 7 images, 4 high, 5 wide
  private static final byte[] IMAGES = TestImages.idx(PIXELS, 7, 4, 5);
  private static final byte[] LABELS = TestImages.idx(new byte[] {0, 1, 2, 0, 1, 2, 1}, 7);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"false, 1000000", "true, 1000000", "false, 0", "true, 0"})
  void readsPlainAndZippedOnTheHeapAndMapped(boolean zipped, long heapLimit) throws IOException {
    String end = zipped ? ".gz" : "";
    put("train-images-idx3-ubyte" + end, zipped ? TestImages.gzip(IMAGES) : IMAGES);
    put("train-labels-idx1-ubyte" + end, zipped ? TestImages.gzip(LABELS) : LABELS);
    try (Dataset data = Datasets.open(folder, DataOptions.of(o -> o.heapLimit(heapLimit)))) {
      assertThat(data.description().shape()).containsExactly(1, 4, 5);
      assertThat(data.description().classNames()).containsExactly("0", "1", "2");
      assertThat(data.size()).isEqualTo(7);
      float[] values = data.values(0, 7);
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).isEqualTo((PIXELS[i] & 0xFF) / 127.5f - 1f);
      }
      assertThat(data.label(5)).isEqualTo(2);
      int[] labels = {0, 1, 2, 0, 1, 2, 1};
      assertThat(data.digest())
          .isEqualTo(
              Datasets.ofImages("floats", values, List.of(1, 4, 5), labels, List.of("a", "b", "c"))
                  .digest());
    }
  }

  @Test
  void bytesReachMinusOneAndOneExactly() {
    assertThat(ByteDataset.valueOf(0)).isEqualTo(-1f);
    assertThat(ByteDataset.valueOf(255)).isEqualTo(1f);
  }

  @Test
  void choosesThePartOfAFolderThatHoldsBoth() throws IOException {
    put("train-images-idx3-ubyte", IMAGES);
    put("t10k-images.idx3-ubyte", TestImages.idx(TestImages.bytes(20, 2), 1, 4, 5));
    assertThat(open(folder).size()).isEqualTo(7);
    assertThat(size(DatasetPart.TRAIN)).isEqualTo(7);
    assertThat(size(DatasetPart.TEST)).isEqualTo(1);
    Files.delete(folder.resolve("t10k-images.idx3-ubyte"));
    assertThat(open(folder).size()).isEqualTo(7);
    assertThatThrownBy(() -> size(DatasetPart.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("of which 0 are named as the test part");
  }

  @Test
  void readsOneFileWithTheLabelsBesideIt() throws IOException {
    Path images = put("train-images-idx3-ubyte", IMAGES);
    assertThat(open(images).description().labelled()).isFalse();
    put("train-labels-idx1-ubyte.gz", TestImages.gzip(LABELS));
    assertThat(open(images).label(4)).isEqualTo(1);
  }

  @Test
  void takesClassNames() throws IOException {
    put("train-images-idx3-ubyte", IMAGES);
    put("train-labels-idx1-ubyte", LABELS);
    DataOptions named = DataOptions.of(o -> o.classNames(List.of("cat", "dog", "owl", "fox")));
    assertThat(Datasets.open(folder, named).description().classNames())
        .containsExactly("cat", "dog", "owl", "fox");
    assertFails(
        folder,
        DataOptions.of(o -> o.classNames(List.of("cat", "dog"))),
        "has label 2: expected 0 to 1, as there are 2 class names");
  }

  @Test
  void bringsImagesToSizeAndColour() throws IOException {
    byte[] flat = new byte[2 * 4 * 6];
    Arrays.fill(flat, 0, 24, (byte) 200);
    Path file = put("x-images-idx3-ubyte", TestImages.idx(flat, 2, 4, 6));
    DataOptions options = DataOptions.of(o -> o.size(8).colour(Colour.RGB));
    try (Dataset data = Datasets.open(file, options)) {
      assertThat(data.description().shape()).containsExactly(3, 8, 8);
      assertThat(data.values(0, 1)).containsOnly(200 / 127.5f - 1f);
      assertThat(data.values(1, 1)).containsOnly(-1f);
    }
  }

  @Test
  void refusesWhatIsNoIdxFile() throws IOException {
    Path file = put("a-images-idx3-ubyte", IMAGES);
    put("a-images-idx3-ubyte", LABELS);
    assertFails(
        file,
        "starts with the magic number 0x00000801: expected 0x00000803, an idx file of unsigned bytes"
            + " with 3 dimensions");
    put("a-images-idx3-ubyte", Arrays.copyOf(IMAGES, 9));
    assertFails(file, "ends within its header");
    put("a-images-idx3-ubyte", new byte[0]);
    assertFails(file, "is empty");
    put("a-images-idx3-ubyte", TestImages.idx(new byte[0], 0, 4, 5));
    assertFails(file, "announces 0 as dimension 0: expected at least 1");
    put("a-images-idx3-ubyte", TestImages.idx(new byte[1000], 1, 20_000, 1));
    assertFails(file, "is an image of 1 x 20000 pixels: expected at most 16384 a side");
  }

  @ParameterizedTest
  @CsvSource({"0", "1000000"})
  void refusesTruncatedAndOverlongFiles(long heapLimit) throws IOException {
    DataOptions options = DataOptions.of(o -> o.heapLimit(heapLimit));
    Path plain = put("a-images-idx3-ubyte", Arrays.copyOf(IMAGES, IMAGES.length - 1));
    assertFails(
        plain, options, "is truncated: its header announces 7 items, and item 6 is incomplete");
    put("a-images-idx3-ubyte", Arrays.copyOf(IMAGES, IMAGES.length + 1));
    assertFails(plain, options, "continues after the 7 items that its header announces");
    byte[] zip = TestImages.gzip(IMAGES);
    Path zipped = put("b-images-idx3-ubyte.gz", Arrays.copyOf(zip, zip.length - 9));
    assertFails(zipped, options, "is truncated");
    put("b-images-idx3-ubyte.gz", Arrays.copyOf(zip, zip.length - 3));
    assertFails(zipped, options, "is damaged");
    zip[zip.length / 2] ^= 1;
    put("b-images-idx3-ubyte.gz", zip);
    assertFails(zipped, options, "is damaged");
  }

  @Test
  void aHeaderThatLiesSetsNoMemoryAside() throws IOException {
    Path file =
        put("a-images-idx3-ubyte", TestImages.idx(PIXELS, Integer.MAX_VALUE, 10_000, 10_000));
    assertFails(file, "is truncated: its header announces 2147483647 images of 100000000 bytes");
    put("a-images-idx3-ubyte", IMAGES);
    put("a-labels-idx1-ubyte", TestImages.idx(new byte[3], Integer.MAX_VALUE));
    assertFails(file, "the label file of ");
  }

  @Test
  void refusesLabelsThatDoNotMatch() throws IOException {
    put("train-images-idx3-ubyte", IMAGES);
    put("train-labels-idx1-ubyte", TestImages.idx(new byte[6], 6));
    assertFails(
        folder, "announces 7 images, but its label file 6 labels: expected as many of both");
    put("train-labels-idx1-ubyte", IMAGES);
    assertFails(folder, "the label file of ");
    Files.delete(folder.resolve("train-labels-idx1-ubyte"));
    assertFails(
        folder,
        DataOptions.of(o -> o.classNames(List.of("a"))),
        "which has no label file next to it");
  }

  @Test
  void readingAfterClosingFails() throws IOException {
    put("train-images-idx3-ubyte", IMAGES);
    for (long heapLimit : new long[] {0, 1000}) {
      Dataset data = Datasets.open(folder, DataOptions.of(o -> o.heapLimit(heapLimit)));
      data.close();
      data.close();
      assertThatThrownBy(() -> data.read(0, new float[20], 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("is closed");
    }
  }

  @Test
  void readingBeyondTheEndsFails() throws IOException {
    put("train-images-idx3-ubyte", IMAGES);
    try (Dataset data = open(folder)) {
      for (int index : new int[] {-1, 7}) {
        assertThatThrownBy(() -> data.read(index, new float[20], 0))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> data.label(index)).isInstanceOf(IndexOutOfBoundsException.class);
      }
      assertThatThrownBy(() -> data.read(0, new float[20], 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(data.label(0)).isEqualTo(Dataset.NO_LABEL);
    }
  }

  private int size(DatasetPart part) {
    return Datasets.open(folder, DataOptions.of(o -> o.part(part))).size();
  }

  private Path put(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static Dataset open(Path path) {
    return Datasets.open(path, DataOptions.defaults());
  }

  private static void assertFails(Path path, String message) {
    assertFails(path, DataOptions.defaults(), message);
  }

  private static void assertFails(Path path, DataOptions options, String message) {
    assertThatThrownBy(() -> Datasets.open(path, options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(message);
  }
}
