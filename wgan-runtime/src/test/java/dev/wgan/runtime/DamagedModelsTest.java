package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models that are damaged, too large, reach outside their folder or do not compute their samples.
 */
class DamagedModelsTest {
  private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();

  @TempDir Path base;
  private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectory(base.resolve("models"));
    file = folder.resolve("model.onnx");
  }

  private void assertRefused(byte[] model, String message) throws IOException {
    Files.write(file, model);
    assertThatThrownBy(() -> Generator.load(file))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void aFlippedWeightBitIsFound() throws IOException {
    byte[] model = TestModels.mlp();
    model[model.length / 2] ^= 1;
    assertRefused(model, "is damaged or was changed: its digest is ");
  }

  @Test
  void filesThatAreNoModelsAreRefused() throws IOException {
    assertRefused(new byte[0], "is not an ONNX model, or is damaged: it holds nothing");
    assertRefused(
        "hello, world".getBytes(java.nio.charset.StandardCharsets.UTF_8), "is not an ONNX model");
    byte[] model = TestModels.mlp();
    assertRefused(
        Arrays.copyOf(model, model.length / 2),
        "is not an ONNX model, or is damaged: it holds a field");
    byte[] twice = Arrays.copyOf(model, 2 * model.length);
    System.arraycopy(model, 0, twice, model.length, model.length);
    assertRefused(twice, "two graphs");
    Files.delete(file);
    assertThatThrownBy(() -> Generator.load(file)).hasMessage("there is no model " + file);
    assertThatThrownBy(() -> Generator.load(folder)).hasMessageContaining("is a folder");
  }

  @Test
  void aFileOfALaterVersionIsNamedAsSuch() throws IOException {
    ModelProto.Builder model =
        ModelProto.parseFrom(ModelBuilder.withoutMetadata(TestModels.mlp())).toBuilder();
    assertRefused(
        model.setIrVersion(99).build().toByteArray(),
        "is of ONNX IR version 99 and needs a newer ONNX Runtime: this one reads up to ");
    model.setIrVersion(8).getOpsetImportBuilder(0).setVersion(99);
    assertRefused(
        model.build().toByteArray(),
        "is of opset 99 and needs a newer ONNX Runtime: this one reads up to ");
  }

  @Test
  void sizesAreLimited() throws IOException {
    byte[] model = TestModels.mlp();
    Files.write(file, model);
    GeneratorOptions small = GeneratorOptions.of(o -> o.maxModelBytes(model.length - 1));
    GeneratorOptions enough = GeneratorOptions.of(o -> o.maxModelBytes(model.length));
    assertThatThrownBy(() -> Generator.load(file, small))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("of the option maxModelBytes");
    assertThatThrownBy(() -> Generator.load(new java.io.ByteArrayInputStream(model), small))
        .isInstanceOf(ModelLoadException.class);
    Generator.load(file, enough).close();
    Generator.load(new java.io.ByteArrayInputStream(model), enough).close();
  }

  /** A sparse file: protobuf's limit holds whatever the option allows. */
  @Test
  void aFileOfTwoGigabytesIsRefusedBeforeItIsRead() throws IOException {
    Path file = folder.resolve("huge.onnx");
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(1L << 31);
    }
    assertThatThrownBy(() -> Generator.load(file))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("has 2147483648 bytes: an ONNX file has less than 2^31");
    GeneratorOptions less = GeneratorOptions.of(o -> o.maxModelBytes(1L << 30));
    assertThatThrownBy(() -> Generator.load(file, less))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("of the option maxModelBytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "wgan.format; 3; is of format 3",
        "wgan.noise; 2; is of noise version 2: this version of wgan-runtime reads noise versions up to 1",
        "wgan.noise; ?; is of noise version ?",
        "wgan.latent.shape; 100,0; expected positive whole numbers",
        "wgan.latent.shape; 99; the shape [99] does not fit",
        "wgan.latent.distribution; gauss; expected one of [NORMAL, UNIFORM]",
        "wgan.sample.shape; 1,28,29; they are not samples of shape [1, 28, 29]",
        "wgan.sample.range; 1; expected two numbers",
        "wgan.sample.range; x,y; expected finite numbers",
        "wgan.sample.range; 1,-1; expected two numbers, the lower one first",
        "wgan.output; nothing; has no output 'nothing': its outputs are [samples]",
        "wgan.input.latent; w; has no input 'w'",
        "wgan.class.names; a,%zz; expected percent-encoded names",
        "wgan.graph.sha256; 00; is damaged"
      })
  void malformedMetadataIsNamed(String key, String value, String message) throws IOException {
    assertRefused(ModelBuilder.withMetadata(TestModels.mlp(), Map.of(key, value)), message);
  }

  /** A model whose second weight lies beside it. */
  private byte[] external(String location, byte[] weights) {
    ModelBuilder model = new ModelBuilder().input("z", ModelBuilder.FLOAT, -1, 4);
    model.meta("wgan.input.latent", "z").meta("wgan.output", "out");
    model.nodeTo("out", "MatMul", List.of("z", model.external(location, 4, 2)));
    return model.output("out", ModelBuilder.FLOAT, -1, 2).build(weights);
  }

  private static byte[] weights() {
    ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 8; i++) {
      bytes.putFloat(i);
    }
    return bytes.array();
  }

  @Test
  void weightsBesideTheModelAreReadAndChecked() throws IOException {
    Files.write(file, external("weights.bin", weights()));
    Files.write(folder.resolve("weights.bin"), weights());
    try (Generator generator = Generator.load(file)) {
      TensorData latent = TensorData.of(new float[] {1, 0, 0, 1}, 1, 4);
      assertThat(generator.sample(latent).toArray()).containsExactly(6, 8);
    }
    byte[] changed = weights();
    changed[3] ^= 1;
    Files.write(folder.resolve("weights.bin"), changed);
    assertThatThrownBy(() -> Generator.load(file)).hasMessageContaining("is damaged");
    Files.delete(folder.resolve("weights.bin"));
    assertThatThrownBy(() -> Generator.load(file))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("'weights.bin', which is not a file of its folder");
    assertThatThrownBy(() -> Generator.load(external("weights.bin", weights()), DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("load it from its path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.bin", "sub/../../secret.bin", "link.bin", "ABSOLUTE", "."})
  void nothingOutsideTheFolderIsRead(String location) throws IOException {
    Path secret = base.resolve("secret.bin");
    Files.write(secret, weights());
    Files.createDirectory(folder.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("link.bin"), secret);
    String told = location.equals("ABSOLUTE") ? secret.toString() : location;
    assertRefused(external(told, weights()), "which is outside its folder: refused");
  }

  @Test
  void memoryAddressesAreNoFiles() throws IOException {
    String address = "*/_ORT_MEM_ADDR_/*";
    assertRefused(external(address, weights()), "at the memory address");
    Files.createDirectories(folder.resolve(address).getParent());
    Files.write(folder.resolve(address), weights());
    assertRefused(external(address, weights()), "at the memory address");
  }

  @Test
  void weightsWithinAnArchiveAreRefused() throws IOException {
    URI archive = URI.create("jar:" + folder.resolve("model.zip").toUri());
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Path inside = zip.getPath("model.onnx");
      Files.write(inside, TestModels.mlp());
      Generator.load(inside).close();
      Files.write(inside, external("weights.bin", weights()));
      Files.write(zip.getPath("weights.bin"), weights());
      assertThatThrownBy(() -> Generator.load(inside))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("from the default file system only");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "wgan.table.mean; 1,2; a table of 3 columns has 2 means",
        "wgan.sample.shape; 1; not samples of shape [1]",
      })
  void malformedTablesAreNamed(String key, String value, String message) throws IOException {
    assertRefused(ModelBuilder.withMetadata(TestModels.table(), Map.of(key, value)), message);
  }

  @Test
  void aTableOfOtherColumnsThanTheSampleIsRefused() throws IOException {
    Map<String, String> two =
        Map.of("wgan.table.columns", "a,b", "wgan.table.mean", "1,2", "wgan.table.scale", "1,1");
    assertRefused(
        ModelBuilder.withMetadata(TestModels.table(), two), "expected rows of its 2 columns");
  }

  private static byte[] golden(int offBy) {
    byte[] model = TestModels.conditional();
    Map<String, String> golden = new HashMap<>();
    try (Generator generator = Generator.load(model, DEFAULTS)) {
      Samples samples = generator.sample(SampleRequest.of(2).seed(1).labels(2, 0));
      golden.put("wgan.golden.input.latent", base64(generator.latents(0, 2, 1).floats(), 0));
      golden.put("wgan.golden.output", base64(samples.toArray(), offBy * 1e-3f));
    }
    ByteBuffer labels = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(2);
    golden.put("wgan.golden.input.label", Base64.getEncoder().encodeToString(labels.array()));
    golden.put("wgan.golden.size", "2");
    golden.put("wgan.golden.tolerance", "1.0E-4");
    return ModelBuilder.withMetadata(model, golden);
  }

  private static String base64(float[] values, float plus) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value + plus);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  @Test
  void selfTestsCompareWithWhatTrainingGave() throws IOException {
    GeneratorOptions testing = GeneratorOptions.of(o -> o.selfTest(true));
    try (Generator generator = Generator.load(golden(0), testing)) {
      SelfTestResult result = generator.selfTest();
      assertThat(result).isEqualTo(new SelfTestResult(2, 0f, 1e-4f));
    }
    assertThatThrownBy(() -> Generator.load(golden(1), testing))
        .isInstanceOf(SelfTestException.class)
        .hasMessageContaining("does not compute what was trained: its golden sample 0 is off by");
    assertThatThrownBy(() -> Generator.load(TestModels.conditional(), testing))
        .isInstanceOf(SelfTestException.class)
        .hasMessageContaining("has no golden samples");
    for (String key : List.of("size", "output", "input.latent", "input.label", "tolerance")) {
      byte[] broken = ModelBuilder.withMetadata(golden(0), Map.of("wgan.golden." + key, "?"));
      assertThatThrownBy(() -> Generator.load(broken, testing))
          .isInstanceOf(GeneratorException.class)
          .hasMessageContaining("wgan.golden." + key);
    }
  }

  /** Off by .005 where samples are at most 1: a file must not excuse what training never gave. */
  @Test
  void aFileCannotWidenTheToleranceOfItsSelfTest() {
    byte[] lenient = ModelBuilder.withMetadata(golden(5), Map.of("wgan.golden.tolerance", "1000"));
    GeneratorOptions testing = GeneratorOptions.of(o -> o.selfTest(true));
    assertThatThrownBy(() -> Generator.load(lenient, testing))
        .isInstanceOf(SelfTestException.class)
        .hasMessageContaining("its golden sample 0 is off by");
  }

  @Test
  void aReloadThatFailsKeepsTheOldModel() throws IOException {
    Files.write(file, golden(0));
    Path bad = folder.resolve("bad.onnx");
    Files.write(bad, golden(1));
    try (ReloadableGenerator generator = ReloadableGenerator.load(file, DEFAULTS)) {
      float[] before = generator.sample(3, 1).toArray();
      assertThatThrownBy(() -> generator.reload(bad)).isInstanceOf(SelfTestException.class);
      assertThatThrownBy(() -> generator.reload(folder.resolve("none.onnx")))
          .isInstanceOf(ModelLoadException.class);
      assertThat(generator.sample(3, 1).toArray()).isEqualTo(before);
      Files.write(file, TestModels.table());
      assertThat(generator.reload().output().kind()).isEqualTo(SampleKind.TABLE);
      assertThat(generator.sample(3, 1).shape()).containsExactly(3);
    }
    assertThatThrownBy(() -> ReloadableGenerator.load(bad, DEFAULTS))
        .isInstanceOf(SelfTestException.class);
  }
}
