package dev.wgan.train.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.network.Tensor;
import dev.wgan.network.Weights;
import dev.wgan.network.reference.ReferenceNetwork;
import dev.wgan.network.reference.Values;
import dev.wgan.train.TorchEngine;
import dev.wgan.train.architecture.Initializer;
import dev.wgan.train.config.Device;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.Split;
import dev.wgan.train.data.Toys;
import dev.wgan.train.evaluate.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
  private static final int CLASSES = 10;
  private static final Shape IMAGE = Shape.of(1, 28, 28);

  @TempDir private Path folder = Path.of("");

  /** The embedded images are the test part: the shipped classifier was not fitted to them. */
  @Test
  void theShippedOneIsAsAccurateAsItSays() {
    try (OnnxClassifier shipped = OnnxClassifier.fashionMnist();
        Dataset images = Datasets.embedded()) {
      assertThat(shipped.accuracy()).isGreaterThanOrEqualTo(0.9);
      assertThat(shipped.accuracyOn(images)).isCloseTo(shipped.accuracy(), within(0.001));
      assertThat(shipped.classNames()).isEqualTo(images.description().classNames());
      assertThat(shipped.dimension()).isEqualTo(ClassifierNetwork.FEATURES);
    }
  }

  @Test
  void learnsFromTwoThousandImages() throws IOException {
    try (Dataset images = Datasets.embedded()) {
      Split split = Split.byFraction(images, 0.8, 1);
      List<Double> losses = new ArrayList<>();
      ClassifierTrainer.Fitted fitted =
          ClassifierTrainer.of(new ClassifierConfig(2, 64, 1e-3, 1, 1))
              .fit(split.training(), (step, steps, loss) -> losses.add(loss));
      assertThat(losses).hasSize(62);
      Path file = folder.resolve("classifier.onnx");
      OnnxClassifier.write(fitted, images.description().classNames(), measured -> 0.5, file);
      try (OnnxClassifier classifier = OnnxClassifier.load(file)) {
        assertThat(classifier.accuracy()).isEqualTo(0.5);
        assertThat(classifier.accuracyOn(split.heldOut())).isGreaterThan(0.7);
      }
    }
  }

  /**
   * Without a head every class is as likely: a loss of ln 10. Its biases' gradients are then 1/10
   * less each class's share of the batch, and Adam's first step goes by their signs alone.
   */
  @Test
  void theFirstStepIsThatOfCrossEntropy() {
    NetworkSpec network = ClassifierNetwork.of(IMAGE, CLASSES);
    Weights initial = headless(network);
    float[] images = new float[20 * 784];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) Math.sin(i);
    }
    long[] labels = {3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
    try (TorchEngine engine = TorchEngine.take(1, Device.CPU);
        ClassifierModel model = new ClassifierModel(network, initial, engine.device())) {
      assertThat(model.step(images, labels, 0.01)).isCloseTo(Math.log(10), within(1e-6));
      float[] bias = model.weights().get(name(network, Shape.of(CLASSES))).toArray();
      for (int c = 0; c < CLASSES; c++) {
        assertThat(bias[c]).isCloseTo(c == 3 || c == 7 ? 0.01f : -0.01f, within(1e-6f));
      }
    }
  }

  /** The file gives what the network's definition gives: features, then the highest score. */
  @Test
  void theFileComputesTheNetwork() throws IOException {
    NetworkSpec network = ClassifierNetwork.of(IMAGE, CLASSES);
    Weights weights = Initializer.weights(network, 5);
    Path file = folder.resolve("classifier.onnx");
    OnnxClassifier.write(
        new ClassifierTrainer.Fitted(network, weights),
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
        measured -> 0,
        file);
    float[] image = new float[784];
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) Math.cos(i);
    }
    float[] expected =
        ReferenceNetwork.run(network, weights, Map.of("sample", Values.of(1, IMAGE, image)))
            .toFloats(); // [138]
    try (OnnxClassifier classifier = OnnxClassifier.load(file)) {
      float[] features = classifier.of(image, 1);
      assertThat(features).hasSize(ClassifierNetwork.FEATURES);
      for (int k = 0; k < features.length; k++) {
        assertThat(features[k]).isCloseTo(expected[k], within(1e-3f)); // weights of 16 bits
      }
    }
  }

  /** The digest covers the properties that are added to the exported network. */
  @ParameterizedTest
  @ValueSource(strings = {"wgan.classifier.classes", "wgan.classifier.accuracy"})
  void refusesAFileWhoseDescriptionWasChanged(String key) throws IOException {
    NetworkSpec network = ClassifierNetwork.of(IMAGE, 2);
    Path file = folder.resolve("classifier.onnx");
    OnnxClassifier.write(
        new ClassifierTrainer.Fitted(network, Initializer.weights(network, 5)),
        List.of("a", "b"),
        measured -> 0.25,
        file);
    OnnxClassifier.load(file).close();
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
    model.getMetadataPropsBuilderList().stream()
        .filter(property -> property.getKey().equals(key))
        .forEach(
            property -> property.setValue(property.getValue().equals("0.25") ? "0.99" : "b\na"));
    Files.write(file, model.build().toByteArray());
    assertThatThrownBy(() -> OnnxClassifier.load(file))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("is damaged or was changed");
  }

  @Test
  void refusesWhatItCannotFit() {
    try (Dataset points = Toys.ring(200, 1)) {
      assertThatThrownBy(
              () ->
                  ClassifierTrainer.of(ClassifierConfig.defaults())
                      .fit(points, (step, steps, loss) -> {}))
          .isInstanceOf(TrainingException.class)
          .hasMessageContaining("expected labelled images");
    }
    assertThatThrownBy(() -> ClassifierNetwork.of(Shape.of(2), 10))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining("expected images");
    assertThatThrownBy(() -> new ClassifierConfig(0, 64, 1e-3, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("epochs 0");
  }

  private static Weights headless(NetworkSpec network) {
    Weights drawn = Initializer.weights(network, 1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : drawn.names()) {
      tensors.put(name, drawn.get(name));
    }
    for (Shape shape : List.of(Shape.of(CLASSES), Shape.of(CLASSES, ClassifierNetwork.FEATURES))) {
      tensors.put(name(network, shape), Tensor.of(shape, new float[shape.elements()]));
    }
    return Weights.of(tensors);
  }

  private static String name(NetworkSpec network, Shape shape) {
    return network.parameters().stream()
        .filter(parameter -> parameter.shape().equals(shape))
        .findFirst()
        .orElseThrow()
        .name();
  }
}
