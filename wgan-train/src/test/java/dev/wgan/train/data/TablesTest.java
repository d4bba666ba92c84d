package dev.wgan.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.runtime.Npy;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.Standardisation;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
  private static final DataOptions AS_IS = DataOptions.of(o -> o.standardise(false));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "age,\"height, m\"\n30,1.5\n50,1.7\n",
        "\uFEFFage,\"height, m\"\r\n30,1.5\r\n\r\n50,1.7",
        "age;\"height, m\"\n30;1.5\n50;1.7\n",
        "age\t\"height, m\"\n\"30\"\t 1.50e0 \n50\t+1.7\n"
      })
  void readsCsvWithHeader(String text) throws IOException {
    try (Dataset data = csv(text, DataOptions.defaults())) {
      Standardisation undo = data.description().standardisation().orElseThrow();
      assertThat(data.description().kind().id()).isEqualTo(SampleKind.TABLE);
      assertThat(data.description().shape()).containsExactly(2);
      assertThat(undo.columns()).containsExactly("age", "height, m");
      assertThat(undo.mean()).containsExactly(40f, 1.6f);
      assertThat(undo.scale()).containsExactly(10f, 0.1f);
      assertThat(data.values(0, 2)).containsExactly(new float[] {-1, -1, 1, 1}, within(1e-6f));
      assertThat(data.description().range().low()).isCloseTo(-1f, within(1e-6f));
    }
  }

  @Test
  void readsCsvWithoutHeader() throws IOException {
    try (Dataset data = csv("1,2,3\n4,5,7\n", AS_IS)) {
      assertThat(data.description().standardisation()).isEmpty();
      assertThat(data.values(0, 2)).containsExactly(1, 2, 3, 4, 5, 7);
      assertThat(data.description().range().low()).isEqualTo(1f);
      assertThat(data.description().range().high()).isEqualTo(7f);
    }
    assertThat(csv("1,2\n3,5\n", DataOptions.defaults()).description().standardisation())
        .hasValueSatisfying(
            undo -> assertThat(undo.columns()).containsExactly("column0", "column1"));
  }

  /** Undone, standardised values are the original ones; their mean is 0, their deviation 1. */
  @Test
  void standardisingIsUndoneByMeanAndScale() throws IOException {
    StringBuilder text = new StringBuilder();
    double[] original = new double[1000];
    for (int i = 0; i < 1000; i++) {
      original[i] = 1e4 + 37 * Math.sin(i);
      text.append(original[i]).append('\n');
    }
    try (Dataset data = csv(text.toString(), DataOptions.defaults())) {
      Standardisation undo = data.description().standardisation().orElseThrow();
      double sum = 0;
      double squares = 0;
      float[] values = data.values(0, 1000);
      for (int i = 0; i < 1000; i++) {
        sum += values[i];
        squares += values[i] * values[i];
        float restored = values[i] * undo.scale().get(0) + undo.mean().get(0);
        assertThat(restored).isCloseTo((float) original[i], within(2e-3f));
      }
      assertThat(sum / 1000).isCloseTo(0, within(1e-4));
      assertThat(squares / 1000).isCloseTo(1, within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b\\n1,2\\n3\\n | line 3 of FILE has 1 fields: expected 2, as in the first line",
        "1,2\\n3,4,5\\n | line 2 of FILE has 3 fields: expected 2",
        "a,b\\n1,2\\n\\n3,x\\n | line 4 of FILE has \"x\" in column 1 (b): expected a finite number",
        "1,2\\n3,\\n | line 2 of FILE has \"\" in column 1 (column1)",
        "1,2\\nNaN,4\\n | line 2 of FILE has \"NaN\" in column 0 (column0)",
        "1,2\\n3,-Infinity\\n | has \"-Infinity\" in column 1",
        "1,2\\n3,1e999\\n | has \"1e999\" in column 1",
        "1,2\\n3,4f\\n | has \"4f\" in column 1",
        "1,2\\n3,0x1p3\\n | has \"0x1p3\" in column 1",
        "a,b\\n | FILE holds no rows: expected at least one line of numbers",
        "\\n\\n | FILE holds no rows",
        "a,b\\n1,2\\n3,2\\n | column 1 (b) of FILE holds 2.0 in each of its 2 rows: remove it",
        "1,2\\n | column 0 (column0) of FILE holds 1.0 in each of its 1 rows",
        "1,2\\n3,1e300\\n | column 1 (column1) of FILE has mean Infinity",
        "1600000000\\n1600000001\\n | too far apart for 32-bit floats: subtract a number near",
      })
  void refusesWhatIsNoTableOfNumbers(String text, String message) {
    Path file = folder.resolve("t.csv");
    assertThatThrownBy(() -> csv(text.replace("\\n", "\n"), DataOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message.replace("FILE", file.toString()));
  }

  @Test
  void refusesBinaryAndBrokenText() throws IOException {
    Path file = Files.write(folder.resolve("t.csv"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 49});
    assertThatThrownBy(() -> Datasets.open(file, DataOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString());
    String latin = "1,2\n".repeat(100_000) + "\u00e9,3\n";
    Files.write(file, latin.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Datasets.open(file, DataOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aConstantColumnIsFineWhenNotStandardised() throws IOException {
    try (Dataset data = csv("5\n5\n", AS_IS)) {
      assertThat(data.values(0, 2)).containsOnly(5f);
      assertThat(data.description().range().low()).isLessThan(5f);
    }
    assertThatThrownBy(() -> csv("1\n1e39\n", AS_IS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 1 of ")
        .hasMessageContaining("has the value Infinity in column 0");
  }

  @Test
  void readsNpyRows() throws IOException {
    Path file = folder.resolve("rows.npy");
    Npy.write(file, TensorData.of(new float[] {1, 10, 3, 30}, 2, 2));
    try (Dataset data = Datasets.open(file, DataOptions.defaults())) {
      assertThat(data.values(0, 2)).containsExactly(-1, -1, 1, 1);
      assertThat(data.description().standardisation())
          .contains(
              new Standardisation(
                  List.of("column0", "column1"), List.of(2f, 20f), List.of(1f, 10f)));
    }
    try (Dataset data = Datasets.open(file, AS_IS)) {
      assertThat(data.values(0, 2)).containsExactly(1, 10, 3, 30);
    }
  }

  @Test
  void readsNpyOfDoubles() throws IOException {
    Path file = folder.resolve("doubles.npy");
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }";
    ByteBuffer bytes = ByteBuffer.allocate(128 + 16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
    bytes.put(
        (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    Files.write(file, bytes.putDouble(0.25).putDouble(-8).array());
    assertThat(Datasets.open(file, AS_IS).values(0, 2)).containsExactly(0.25f, -8f);
  }

  @Test
  void readsNpyImages() throws IOException {
    Path file = folder.resolve("images.npy");
    float[] values = {-1, 0, 0.5f, 1, 0, 0, 0, 0};
    Npy.write(file, TensorData.of(values, 2, 1, 2, 2));
    try (Dataset data = Datasets.open(file, DataOptions.defaults())) {
      assertThat(data.description().kind().id()).isEqualTo(SampleKind.IMAGE);
      assertThat(data.description().shape()).containsExactly(1, 2, 2);
      assertThat(data.values(0, 2)).containsExactly(values);
    }
    assertFails(file, DataOptions.of(o -> o.size(4)), "are not resampled to 4 pixels");
    assertFails(file, DataOptions.of(o -> o.colour(Colour.RGB)), "not RGB: convert them");
    byte[] bytes = {0, 0, 100, 100, (byte) 255, (byte) 255, (byte) 255, (byte) 255};
    Npy.write(file, TensorData.of(bytes, 2, 1, 2, 2));
    assertThat(Datasets.open(file, DataOptions.of(o -> o.size(1))).values(0, 2))
        .containsExactly(50 / 127.5f - 1f, 1f);
  }

  @Test
  void refusesOtherNpyFiles() throws IOException {
    Path file = folder.resolve("x.npy");
    Npy.write(file, TensorData.of(new long[] {1, 2}, 2));
    assertFails(file, DataOptions.defaults(), "holds int64 values of shape [2]: expected numbers");
    Npy.write(file, TensorData.of(new float[8], 8));
    assertFails(file, DataOptions.defaults(), "holds float32 values of shape [8]");
    Npy.write(file, TensorData.of(new float[8], 1, 2, 2, 2));
    assertFails(file, DataOptions.defaults(), "with 1 or 3 channels");
    Npy.write(file, TensorData.of(new float[] {0, 200}, 2, 1, 1, 1));
    assertFails(
        file,
        DataOptions.defaults(),
        "holds images as float32 with values from 0 to 200: expected -1 to 1");
    Npy.write(file, TensorData.of(new float[] {0, 1, 1, Float.NaN}, 2, 2));
    assertFails(
        file,
        DataOptions.defaults(),
        "row 1 of " + file + " has the value NaN in column 1 (column1)");
    Npy.write(file, TensorData.of(new float[] {Float.NaN, 1}, 2, 1, 1, 1));
    assertFails(file, DataOptions.defaults(), "image 0 of " + file + " has the value NaN");
    Npy.write(file, TensorData.of(new float[0], 0, 2));
    assertFails(file, DataOptions.defaults(), file + " holds no values");
    Files.write(file, new byte[] {1, 2, 3});
    assertFails(file, DataOptions.defaults(), "is not an .npy file");
  }

  @Test
  void refusesPathsThatAreNoData() throws IOException {
    assertFails(folder.resolve("nowhere"), DataOptions.defaults(), "there is no file or folder ");
    Path other = Files.writeString(folder.resolve("model.bin"), "what is this");
    assertFails(other, DataOptions.defaults(), "is of an unknown kind: expected an idx file");
    Path image = TestImages.write(folder.resolve("a.png"), TestImages.noise(5, 2, 2, 1));
    assertFails(image, DataOptions.defaults(), "is one image: expected the folder");
  }

  @Test
  void refusesOptionsOutOfRange() {
    for (DataOptionsChange change :
        List.<DataOptionsChange>of(
            o -> o.size(0),
            o -> o.maxSide(0),
            o -> o.maxPixels(-1),
            o -> o.background(0x1000000),
            o -> o.heapLimit(-1))) {
      assertThatThrownBy(() -> DataOptions.of(change::apply)).isInstanceOf(DataException.class);
    }
  }

  private interface DataOptionsChange {
    DataOptions.Builder apply(DataOptions.Builder builder);
  }

  private Dataset csv(String text, DataOptions options) throws IOException {
    return Datasets.open(Files.writeString(folder.resolve("t.csv"), text), options);
  }

  private static void assertFails(Path path, DataOptions options, String message) {
    assertThatThrownBy(() -> Datasets.open(path, options))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(message);
  }
}
