package dev.wgan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightNamesTest {
  private static final NetworkSpec NETWORK =
      NetworkSpec.of(
          InputSpec.latent(3),
          new Linear(3, 4),
          new Normalization.BatchNorm(4, 1e-5, 0.1, true),
          new Activation.Relu(),
          new Linear(4, 4),
          new Linear(4, 4),
          new Linear(4, 2));

  /** Parameters of the network, each filled with its own number, under other layer names. */
  private static Map<String, Tensor> renamed(String... layers) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<String> ours = List.of("0", "1", "3", "4", "5");
    int number = 0;
    for (ParameterSpec parameter : NETWORK.parameters()) {
      float[] values = new float[parameter.shape().elements()];
      Arrays.fill(values, ++number);
      String layer = layers[ours.indexOf(LayerOrder.layer(parameter.name()))];
      String name = layer + "." + LayerOrder.part(parameter.name());
      tensors.put(name, Tensor.of(parameter.shape(), values));
    }
    return tensors;
  }

  private static void inOrder(Weights weights) {
    int number = 0;
    assertThat(weights.names()).hasSize(NETWORK.parameters().size());
    for (ParameterSpec parameter : NETWORK.parameters()) {
      assertThat(weights.get(parameter.name()).toArray()).containsOnly(++number);
    }
  }

  @Test
  void theSameNamesAreTaken() {
    inOrder(
        WeightNames.match(NETWORK, Weights.of(new TreeMap<>(renamed("0", "1", "3", "4", "5")))));
  }

  @Test
  void otherNamesAreMatchedInTheOrderOfTheFile() {
    inOrder(WeightNames.match(NETWORK, Weights.of(renamed("in", "norm", "b", "c", "out"))));
  }

  /** Python's writer sorts by name, so that 10 comes before 2. */
  @Test
  void numbersInNamesAreMatchedByTheirOrder() {
    Map<String, Tensor> sorted = new TreeMap<>(renamed("g.1", "g.2", "g.4", "g.10", "g.11"));
    sorted.put("g.2.num_batches_tracked", Tensor.of(Shape.of(), 7));
    inOrder(WeightNames.match(NETWORK, Weights.of(sorted)));
  }

  @Test
  void twoOrdersThatBothFitAreRefused() {
    Map<String, Tensor> tensors = renamed("g.1", "g.2", "g.10", "g.4", "g.11");
    assertThatThrownBy(() -> WeightNames.match(NETWORK, Weights.of(tensors)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("provide a table of names");
    inOrder(
        WeightNames.match(
            NETWORK,
            Weights.of(tensors),
            Map.of("0", "g.1", "1", "g.2", "3", "g.10", "4", "g.4", "5", "g.11")));
  }

  @Test
  void whatDoesNotFitIsListedWithBothShapes() {
    Map<String, Tensor> tensors = renamed("a", "b", "c", "d", "e");
    tensors.put("c.weight", Tensor.of(Shape.of(4, 5), new float[20]));
    tensors.remove("b.running_var");
    tensors.put("f.weight", Tensor.of(Shape.of(1), 0));
    assertThatThrownBy(() -> WeightNames.match(NETWORK, Weights.of(tensors)))
        .hasMessageContaining("3.weight [4×4], 3.bias [4] against 'c.weight' [4×5], 'c.bias' [4]")
        .hasMessageContaining("1.running_var [4] against 'b.weight'")
        .hasMessageContaining("nothing against 'f.weight' [1]")
        .hasMessageNotContaining("'a.weight'");
    assertThatThrownBy(
            () ->
                WeightNames.match(
                    NETWORK,
                    Weights.of(tensors),
                    Map.of("0", "a", "3.weight", "c.weight", "9", "x")))
        .hasMessageContaining("the network has no parameter or layer '9'")
        .hasMessageContaining("3.weight [4×4] is 'c.weight' [4×5]")
        .hasMessageContaining("4.weight [4×4] has no counterpart '4.weight'")
        .hasMessageContaining("'f.weight' [1] is left over");
  }

  @Test
  void aTableIsReadFromJson(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("names.json");
    Files.writeString(file, "{\"0\": \"a\", \"1.weight\": \"b.gamma\"}");
    assertThat(WeightNames.readTable(file)).isEqualTo(Map.of("0", "a", "1.weight", "b.gamma"));
    Files.writeString(file, "{\"0\": 1}");
    assertThatThrownBy(() -> WeightNames.readTable(file)).hasMessageContaining("a name in quotes");
    Files.writeString(file, "[]");
    assertThatThrownBy(() -> WeightNames.readTable(file))
        .hasMessageContaining("not contain a table");
  }

  /** As Python writes a batch normalization: the counter is an int64 in front of all. */
  @Test
  void countersOfBatchesAreRead(@TempDir Path folder) throws IOException {
    String header =
        "{\"n.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"n.weight\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}";
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).putLong(1234).putFloat(0.5f);
    Path file = folder.resolve("w.safetensors");
    Files.write(file, bytes.array());
    NetworkSpec network = NetworkSpec.of(InputSpec.latent(1), new Activation.PRelu(1));
    assertThat(Safetensors.read(file).get("n.num_batches_tracked").toArray()).containsExactly(1234);
    Weights matched = WeightNames.match(network, Safetensors.read(file));
    assertThat(matched.get("0.weight").toArray()).containsExactly(0.5f);
    assertThat(Collections.max(matched.names())).isEqualTo("0.weight");
  }
}
