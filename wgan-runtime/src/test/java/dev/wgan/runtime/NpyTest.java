package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() {
    Path file = folder.resolve("a.npy");
    float[] floats = {1.5f, Float.NaN, -0f, Float.MAX_VALUE, 5, 6};
    Npy.write(file, TensorData.of(floats, 2, 3));
    assertThat(Npy.read(file).shape()).containsExactly(2, 3);
    assertThat(Npy.read(file).floats()).containsExactly(floats);
    long[] longs = {Long.MIN_VALUE, 0, 7};
    Npy.write(file, TensorData.of(longs, 3));
    assertThat(Npy.read(file).longs()).containsExactly(longs);
    byte[] bytes = new byte[100_000];
    bytes[99_999] = (byte) 200;
    Npy.write(file, TensorData.of(bytes, 100_000));
    assertThat(Npy.read(file).bytes()).containsExactly(bytes);
    Npy.write(file, TensorData.of(new float[] {3}));
    assertThat(Npy.read(file).shape()).isEmpty();
    Npy.write(file, TensorData.of(new float[0], 0, 4));
    assertThat(Npy.read(file).shape()).containsExactly(0, 4);
  }

  /** The bytes of numpy.save of numpy.array([[1, 2]], dtype=float32), NumPy 1.26. */
  @Test
  void writesTheBytesThatNumPyWrites() throws IOException {
    Path file = folder.resolve("a.npy");
    Npy.write(file, TensorData.of(new float[] {1, 2}, 1, 2));
    String dict = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
    String header = dict + " ".repeat(118 - dict.length() - 1) + "\n";
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
        .isEqualTo(
            "934e554d50590100"
                + "7600"
                + HexFormat.of().formatHex(header.getBytes(StandardCharsets.US_ASCII))
                + "0000803f00000040");
  }

  @ParameterizedTest
  @CsvSource({
    "<f8, 3ff8000000000000, 1.5",
    ">f4, 0000c03f, 1.5",
    "<f2, 3e00, 1.5",
    "<f2, 8001, -5.9604645e-8",
    "<f2, fbff, -65504",
    "<i4, fffffffe, -2",
    "|i1, fe, -2",
    "|u1, fe, 254",
    "|b1, 01, 1",
    "<i2, fffe, -2"
  })
  void readsNumbersOfAllTypes(String descr, String bigEndianHex, float expected)
      throws IOException {
    byte[] value = HexFormat.of().parseHex(bigEndianHex);
    if (descr.startsWith("<") || descr.startsWith(">")) {
      for (int i = 0; i < value.length / 2; i++) {
        byte swap = value[i];
        value[i] = value[value.length - 1 - i];
        value[value.length - 1 - i] = swap;
      }
    }
    if (descr.equals(">f4")) {
      value = HexFormat.of().parseHex("3fc00000");
    }
    Path file = npy("{'descr': '" + descr + "', 'fortran_order': False, 'shape': (1,), }", value);
    assertThat(Npy.read(file).floats()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }; numpy.ascontiguousarray",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }; expected descr",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }; values of type '<c8'",
        "{'descr': '<f4', 'descr': '<f4', 'shape': (1,), }; expected descr",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, }; expected descr",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}; expected descr",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }; expected descr",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }; has 4 bytes of values",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999,), }; too large",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999,99999), }; more than the limit",
      })
  void refusesMalformedHeaders(String dict, String message) throws IOException {
    Path file = npy(dict, new byte[4]);
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  /** What a search for patterns took seconds for, or the whole stack. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void headersOfAnyMakeAreReadAtOnce(int make) throws IOException {
    String start = "{'descr': '<f4', 'fortran_order': False, 'shape': (";
    String spaces = " ".repeat(3000);
    String header =
        switch (make) {
          case 0 -> start + "1,".repeat(4900) + "), }";
          case 1 -> start + "1," + " ".repeat(9800) + "x), }";
          case 2 -> start + "1 , ".repeat(2400) + "x), }";
          case 3 -> "{" + spaces + "'descr': '<f4'" + spaces + ", 'shape': (1,)" + spaces + "x";
          case 4 -> "'shape': (".repeat(980);
          default -> ("'shape': (" + " ".repeat(90)).repeat(98);
        };
    Path file = npy(header, new byte[4]);
    long began = System.nanoTime();
    assertThatThrownBy(() -> Npy.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected descr, fortran_order and shape")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    assertThat(System.nanoTime() - began).isLessThan(500_000_000L);
  }

  @Test
  void readsHeadersAsAnyoneSpacesThem() throws IOException {
    Path file =
        npy(
            " { 'shape' :( 1 ,\t1), 'fortran_order':False ,'descr': '<f4' } ",
            new byte[] {0, 0, -128, 63});
    assertThat(Npy.read(file).shape()).containsExactly(1, 1);
    assertThat(
            Npy.read(npy("{'descr': '<f4', 'fortran_order': False, 'shape': ()}", new byte[4]))
                .shape())
        .isEmpty();
  }

  @Test
  void refusesWhatIsNoNpyFile() throws IOException {
    Path file = folder.resolve("a.npy");
    assertThatThrownBy(() -> Npy.read(file)).hasMessage("there is no file " + file);
    for (String content : new String[] {"", "NUMPY", "\u0093NUMPY\u0001\u0000"}) {
      Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> Npy.read(file)).isInstanceOf(InputException.class);
    }
    Files.write(file, "\u0093NUMPY\u0009\u0000\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Npy.read(file)).hasMessageContaining("version 9");
  }

  @Test
  void aFailedWriteLeavesNothingBehind() {
    Path file = folder.resolve("missing/a.npy");
    assertThatThrownBy(() -> Npy.write(file, TensorData.of(new float[1], 1)))
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageContaining("cannot write " + file);
    assertThat(folder).isEmptyDirectory();
  }

  private Path npy(String dict, byte[] values) throws IOException {
    byte[] header = (dict + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    ByteBuffer length = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putShort((short) header.length).array());
    out.write(header);
    out.write(values);
    Path file = folder.resolve("a.npy");
    Files.write(file, out.toByteArray());
    return file;
  }
}
