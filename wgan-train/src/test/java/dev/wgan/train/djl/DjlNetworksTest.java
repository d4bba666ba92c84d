package dev.wgan.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import dev.wgan.network.Composite;
import dev.wgan.network.Conv;
import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkException;
import dev.wgan.network.Normalization;
import dev.wgan.network.Pooling;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Scale;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.TensorData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DjlNetworksTest {
  private NDManager manager = NDManager.newBaseManager("PyTorch");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Parameters drawn at random, running variances and scales above 0. */
  private <B extends Block> B random(B block, long... shape) {
    block.initialize(manager, DataType.FLOAT32, new Shape(shape));
    manager.getEngine().setRandomSeed(5);
    for (Parameter parameter : block.getParameters().values()) {
      Shape own = parameter.getArray().getShape();
      boolean positive =
          parameter.getType() == Parameter.Type.RUNNING_VAR
              || parameter.getType() == Parameter.Type.GAMMA;
      NDArray values =
          positive
              ? manager.randomUniform(0.5f, 1.5f, own)
              : manager.randomNormal(0, 0.3f, own, DataType.FLOAT32);
      parameter.getArray().set(values.toFloatArray());
    }
    return block;
  }

  private static Block linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Conv2d conv(int filters, int kernel, int stride, int padding) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(padding, padding))
        .build();
  }

  @Test
  void aTrainedGeneratorIsExported() throws IOException {
    SequentialBlock block =
        new SequentialBlock()
            .add(linear(32))
            .add(BatchNorm.builder().build())
            .add(Activation.leakyReluBlock(0.2f))
            .add(Dropout.builder().build())
            .add(linear(8 * 8))
            .add(Activation.tanhBlock())
            .addSingleton(x -> x.reshape(-1, 1, 8, 8));
    Path file = folder.resolve("generator.onnx");
    try (Model model = Model.newInstance("generator", "PyTorch")) {
      model.setBlock(block);
      train(model);

      DjlNetwork read = DjlNetworks.toSpec(block, InputSpec.latent(16));
      OnnxExporter.of(ExportOptions.defaults()).export(read.network(), read.weights(), file);
      assertThat(read.relativeError()).isLessThan(1e-5);
      assertThat(read.notes())
          .anyMatch(note -> note.startsWith("03LambdaBlock (LeakyReLU): [LeakyRelu[slope=0.2]]"))
          .anyMatch(note -> note.contains("epsilon 1.0E-5"))
          .anyMatch(note -> note.contains("rate is assumed to be 0.5"));

      try (Generator generator = Generator.load(file);
          NDManager scope = model.getNDManager().newSubManager()) {
        NDArray latents = scope.randomNormal(new Shape(5, 16));
        float[] expected = forward(block, scope, latents);
        SampleRequest request =
            SampleRequest.ofLatents(TensorData.of(latents.toFloatArray(), 5, 16));
        float[] samples = generator.sample(request).toArray();
        assertThat(samples).hasSameSizeAs(expected);
        for (int i = 0; i < samples.length; i++) {
          assertThat(samples[i]).isCloseTo(expected[i], offset(1e-5f));
        }
      }
    }
  }

  private static void train(Model model) {
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(Optimizer.adam().build());
    try (Trainer trainer = model.newTrainer(config)) {
      trainer.initialize(new Shape(64, 16));
      for (int i = 0; i < 5; i++) {
        try (NDManager scope = trainer.getManager().newSubManager();
            GradientCollector collector = trainer.newGradientCollector()) {
          NDArray latents = scope.randomNormal(new Shape(64, 16));
          NDList images = trainer.forward(new NDList(latents));
          NDArray target = scope.ones(new Shape(64, 1, 8, 8)).mul(0.5);
          collector.backward(trainer.getLoss().evaluate(new NDList(target), images));
        }
        trainer.step();
      }
    }
  }

  private static float[] forward(Block block, NDManager scope, NDArray x) {
    return block
        .forward(new ai.djl.training.ParameterStore(scope, false), new NDList(x), false)
        .singletonOrThrow()
        .toFloatArray();
  }

  @Test
  void convolutionsAreReadWithAllTheirNumbers() {
    SequentialBlock block =
        new SequentialBlock()
            .add(
                Conv2d.builder()
                    .setFilters(6)
                    .setKernelShape(new Shape(3, 2))
                    .optStride(new Shape(2, 1))
                    .optPadding(new Shape(1, 2))
                    .optDilation(new Shape(1, 2))
                    .optGroups(2)
                    .optBias(false)
                    .build())
            .add(BatchNorm.builder().optEpsilon(1e-3f).build())
            .add(Activation::relu)
            .add(Pool.maxPool2dBlock(new Shape(3, 3), new Shape(2, 2), new Shape(1, 1)))
            .add(Blocks.batchFlattenBlock())
            .add(LayerNorm.builder().optEpsilon(1e-6f).build())
            .add(linear(5));
    random(block, 1, 4, 11, 9);
    DjlNetwork read =
        DjlNetworks.toSpec(block, InputSpec.sample(dev.wgan.network.Shape.of(4, 11, 9)));
    assertThat(read.relativeError()).isLessThan(1e-5);
    List<LayerSpec> layers = read.network().layers();
    assertThat(layers.get(0))
        .isEqualTo(
            new Conv(4, 6, List.of(3, 2), List.of(2, 1), List.of(1, 2), List.of(1, 2), 2, false));
    assertThat(layers.get(1)).isEqualTo(new Normalization.BatchNorm(6, 1e-3, 0.1, true));
    assertThat(layers.get(3))
        .isEqualTo(new Pooling.MaxPool(List.of(3, 3), List.of(2, 2), List.of(1, 1), false));
    assertThat(layers.get(4)).isEqualTo(new Reshaping.Flatten());
    assertThat(((Normalization.LayerNorm) layers.get(5)).eps()).isEqualTo(1e-6);
  }

  @Test
  void sequencesAreRead() {
    SequentialBlock block =
        new SequentialBlock()
            .add(Conv1d.builder().setFilters(3).setKernelShape(new Shape(4)).build())
            .add(Pool.avgPool1dBlock(new Shape(2), new Shape(2)))
            .add(Activation.geluBlock())
            .add(Pool.globalMaxPool1dBlock());
    random(block, 1, 2, 17);
    DjlNetwork read = DjlNetworks.toSpec(block, InputSpec.latent(2, 17));
    assertThat(read.network().outputShape()).isEqualTo(dev.wgan.network.Shape.of(3));
    assertThat(read.relativeError()).isLessThan(1e-5);
  }

  @Test
  void branchesAreJoinedAsTheyWere() {
    Function<List<NDList>, NDList> sum =
        lists -> new NDList(lists.get(0).head().add(lists.get(1).head()));
    Function<List<NDList>, NDList> concat =
        lists ->
            new NDList(NDArrays.concat(new NDList(lists.stream().map(NDList::head).toList()), 1));
    Block residual =
        new ParallelBlock(sum)
            .add(Blocks.identityBlock())
            .add(new SequentialBlock().add(conv(3, 3, 1, 1)).add(Activation.reluBlock()));
    Block wide = new ParallelBlock(concat).add(conv(2, 1, 1, 0)).add(conv(4, 3, 1, 1));
    SequentialBlock block = new SequentialBlock().add(residual).add(wide).add(conv(1, 3, 2, 0));
    random(block, 1, 3, 8, 8);
    DjlNetwork read = DjlNetworks.toSpec(block, InputSpec.latent(3, 8, 8));
    assertThat(read.relativeError()).isLessThan(1e-5);
    assertThat(read.network().layers().get(0)).isInstanceOf(Composite.Residual.class);
    assertThat(read.network().layers().get(1)).isInstanceOf(Composite.Concat.class);
    assertThat(read.weights().names()).contains("0.body.0.weight", "1.branches.1.0.weight");
  }

  static Stream<Arguments> functions() {
    Shape two = new Shape(2, 2);
    return Stream.of(
        Arguments.of(Activation.reluBlock(), "[Relu[]]"),
        Arguments.of(Activation.relu6Block(), "Scale[factor=-1.0, offset=6.0]]"),
        Arguments.of(Activation.sigmoidBlock(), "[Sigmoid[]]"),
        Arguments.of(Activation.tanhBlock(), "[Tanh[]]"),
        Arguments.of(Activation.softPlusBlock(), "[Softplus[beta=1.0, threshold=20.0]]"),
        Arguments.of(Activation.leakyReluBlock(0.3f), "[LeakyRelu[slope=0.3]]"),
        Arguments.of(Activation.eluBlock(0.7f), "[Elu[alpha=0.7]]"),
        Arguments.of(Activation.seluBlock(), "[Selu[]]"),
        Arguments.of(Activation.geluBlock(), "[Gelu[tanh=false]]"),
        Arguments.of(Activation.swishBlock(1), "[Silu[]]"),
        Arguments.of(Activation.swishBlock(1.5f), "[Scale[factor=1.5, offset=0.0], Silu[]"),
        Arguments.of(function(x -> x.softmax(1)), "[Softmax[]]"),
        Arguments.of(function(x -> x.mul(0.5).add(0.25)), "[Scale[factor=0.5, offset=0.25]]"),
        Arguments.of(function(x -> x.clip(-1, 2)), "Relu[]"),
        Arguments.of(Pool.avgPool2dBlock(two, two), "AvgPool[kernel=[2, 2], stride=[2, 2]"),
        Arguments.of(
            Pool.maxPool2dBlock(new Shape(3, 2), new Shape(1, 2)),
            "MaxPool[kernel=[3, 2], stride=[1, 2]"),
        Arguments.of(Pool.globalAvgPool2dBlock(), "[GlobalAvgPool[]]"),
        Arguments.of(Pool.globalMaxPool2dBlock(), "MaxPool[kernel=[6, 8]"),
        Arguments.of(function(x -> x.repeat(2, 2).repeat(3, 2)), "mode=NEAREST"),
        Arguments.of(function(x -> x.reshape(x.getShape().get(0), 8, -1)), "[Reshape["));
  }

  private static Block function(Function<NDArray, NDArray> function) {
    return LambdaBlock.singleton(function);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionIsRecognisedByRunningIt(Block block, String expected) {
    SequentialBlock network = new SequentialBlock().add(block);
    DjlNetwork read = DjlNetworks.toSpec(network, InputSpec.latent(3, 6, 8));
    assertThat(read.notes()).singleElement().asString().contains(expected);
    assertThat(read.relativeError()).isLessThan(1e-5);
  }

  /** DJL takes the logarithm to base 2 where Mish has the natural one: another function. */
  @Test
  void mishOfDjlIsNotMish() {
    NDArray one = manager.ones(new Shape(1, 1));
    assertThat(Activation.mish(one).getFloat())
        .isCloseTo((float) Math.tanh(Math.log(1 + Math.E) / Math.log(2)), offset(1e-6f));
    Block block = new SequentialBlock().add(Activation.mishBlock());
    assertThatThrownBy(() -> DjlNetworks.toSpec(block, InputSpec.latent(3)))
        .hasMessageContaining("(Mish) is a function that was not recognised");
  }

  @Test
  void aBlockOfOnesOwnIsTakenForItsChildren() {
    SequentialBlock block = random(new SequentialBlock().add(new Own(false)), 1, 4);
    assertThat(DjlNetworks.toSpec(block, InputSpec.latent(4)).network().layers()).hasSize(2);
    SequentialBlock other = random(new SequentialBlock().add(new Own(true)), 1, 4);
    assertThatThrownBy(() -> DjlNetworks.toSpec(other, InputSpec.latent(4)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("01Own (Own) does not compute");
  }

  /** A linear layer and a rectifier, or the other way round. */
  private static final class Own extends ai.djl.nn.AbstractBlock {
    private final Block linear = addChildBlock("linear", linear(4));
    private final Block relu = addChildBlock("relu", Activation.reluBlock());
    private final boolean swapped;

    Own(boolean swapped) {
      this.swapped = swapped;
    }

    @Override
    protected NDList forwardInternal(
        ai.djl.training.ParameterStore parameters,
        NDList inputs,
        boolean training,
        ai.djl.util.PairList<String, Object> arguments) {
      Block first = swapped ? relu : linear;
      Block second = swapped ? linear : relu;
      return second.forward(parameters, first.forward(parameters, inputs, training), training);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
      return shapes;
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
      linear.initialize(manager, type, shapes);
    }
  }

  @Test
  void allThatCannotBeReadIsListed() {
    SequentialBlock block =
        new SequentialBlock()
            .add(linear(12))
            .addSingleton(NDArray::sin, "wave")
            .add(new SequentialBlock().add(Activation.softSignBlock()).add(linear(12)))
            .addSingleton(x -> x.reshape(-1, 3, 2, 2))
            .add(Conv2dTranspose.builder().setFilters(2).setKernelShape(new Shape(2, 2)).build());
    random(new SequentialBlock().add(block.getChildren().get(0).getValue()), 1, 4);
    random(new SequentialBlock().add(block.getChildren().get(2).getValue()), 1, 12);
    random(new SequentialBlock().add(block.getChildren().get(4).getValue()), 1, 3, 2, 2);
    assertThatThrownBy(() -> DjlNetworks.toSpec(block, InputSpec.latent(4)))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("02LambdaBlock (wave) is a function that was not recognised")
        .hasMessageContaining("03SequentialBlock/01LambdaBlock (softSign) is a function")
        .hasMessageContaining("05Conv2dTranspose (Conv2dTranspose) shows neither stride");
  }

  @Test
  void whatIsToldIsCheckedToo() {
    SequentialBlock block =
        random(new SequentialBlock().add(linear(4)).addSingleton(x -> x.add(x.tanh())), 1, 4);
    assertThatThrownBy(() -> DjlNetworks.toSpec(block, InputSpec.latent(4)))
        .hasMessageContaining("give its layer as the answer for '02LambdaBlock'");
    assertThatThrownBy(
            () ->
                DjlNetworks.toSpec(
                    block,
                    InputSpec.latent(4),
                    Map.of("02LambdaBlock", new Scale(2, 0), "07", new Scale(1, 0))))
        .hasMessageContaining("02LambdaBlock (LambdaBlock) does not compute [Scale")
        .hasMessageContaining("an answer is given for '07': not met");
    LayerSpec told =
        new Composite.Residual(List.of(new dev.wgan.network.Activation.Tanh()), List.of());
    assertThat(
            DjlNetworks.toSpec(block, InputSpec.latent(4), Map.of("02LambdaBlock", told))
                .network()
                .layers())
        .contains(told);
  }

  @Test
  void aBlockWithoutParametersIsRefused() {
    assertThatThrownBy(
            () -> DjlNetworks.toSpec(new SequentialBlock().add(linear(4)), InputSpec.latent(4)))
        .hasMessageContaining("initialize and train it");
  }
}
