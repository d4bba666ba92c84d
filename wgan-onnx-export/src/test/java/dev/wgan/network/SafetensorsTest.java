package dev.wgan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void readsWhatItWrites() throws IOException {
    Map<String, Tensor> tensors = new TreeMap<>();
    tensors.put("0.weight", Tensor.of(Shape.of(2, 3), 1, -2, 3.5f, 0, Float.MIN_VALUE, 7));
    tensors.put("1.scalar", Tensor.of(Shape.of(), 42));
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, Weights.of(tensors));
    Weights read = Safetensors.read(file);
    assertThat(read.names()).containsExactly("0.weight", "1.scalar");
    assertThat(read.get("0.weight").shape()).isEqualTo(Shape.of(2, 3));
    assertThat(read.get("0.weight").toArray()).containsExactly(1, -2, 3.5f, 0, Float.MIN_VALUE, 7);
    assertThat(read.get("1.scalar").toArray()).containsExactly(42);
    long length =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    assertThat(length % 8).isZero();
  }

  /** Bytes as other writers lay them out, by the format's description. */
  @ParameterizedTest
  @CsvSource({
    "F16, 3c00c000, 1, -2",
    "BF16, 3f80c000, 1, -2",
    "F16, 00017bff, 5.9604645e-8, 65504"
  })
  void widensOtherTypes(String type, String hex, float first, float second) throws IOException {
    short a = (short) Integer.parseInt(hex.substring(0, 4), 16);
    short b = (short) Integer.parseInt(hex.substring(4), 16);
    ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    data.putShort(a).putShort(b);
    Path file =
        file(
            "{\"x\":{\"dtype\":\"%s\",\"shape\":[2],\"data_offsets\":[0,4]}}".formatted(type),
            data.array());
    assertThat(Safetensors.read(file).get("x").toArray()).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}| 4 bytes for [2] of F32",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}| of 4 bytes of data",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}| dimensions of 1 or more",
        "{\"x\":{\"dtype\":\"Q4\",\"shape\":[1],\"data_offsets\":[0,4]}}| expected F32, F64, F16",
        "{\"x\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}| has 4 bytes of data where 2",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}| at 0 where 4 ends",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,4]}}| more elements than",
        "[]| not a JSON object",
        "{\"x\":1}| without dtype",
        "{\"x\"| is not JSON"
      })
  void refusesMalformedHeaders(String header, String expected) throws IOException {
    Path file = file(header, new byte[4]);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining(expected)
        .hasMessageContaining("not a safetensors file");
  }

  /** A sparse file. */
  @Test
  void refusesATensorThatNoBufferHolds() throws IOException {
    Path file =
        file(
            "{\"x\":{\"dtype\":\"F32\",\"shape\":[24500,24500],\"data_offsets\":[0,2401000000]}}",
            new byte[0]);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(sparse.length() + 2_401_000_000L);
    }
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(NetworkException.class)
        .hasMessage("the tensor 'x' has 2401000000 bytes: expected less than 2^31");
  }

  @Test
  void refusesHeadersLongerThanTheFile() throws IOException {
    byte[] bytes = new byte[64];
    bytes[7] = 1;
    Path file = Files.write(folder.resolve("x.safetensors"), bytes);
    assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("announces a header of");
  }

  @Test
  void listsEveryDifferenceFromANetwork() {
    NetworkSpec network = NetworkSpec.of(InputSpec.latent(2), new Linear(2, 3));
    Weights weights =
        Weights.of(
            Map.of(
                "0.weight",
                Tensor.of(Shape.of(2, 2), 1, 2, 3, 4),
                "7.x",
                Tensor.of(Shape.of(), 1)));
    assertThatThrownBy(() -> weights.matching(network))
        .hasMessageContaining("0.weight is [2×2] where the network has [3×2]")
        .hasMessageContaining("0.bias [3] is missing")
        .hasMessageContaining("7.x [] is not in the network");
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    return Files.write(folder.resolve("x.safetensors"), bytes.array());
  }
}
