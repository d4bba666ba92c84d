package dev.wgan.train.classify;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.ModelRewrite;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.onnx.Precision;
import dev.wgan.runtime.ModelChecks;
import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.runtime.internal.MetadataKeys;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.evaluate.Classified;
import dev.wgan.train.evaluate.Classifier;
import dev.wgan.train.evaluate.EvaluationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A classifier in an ONNX file: maps {@code sample} to {@code [features, scores]}, and names its
 * classes in the metadata.
 *
 * <p>Not thread-safe. The caller closes it.
 */
public final class OnnxClassifier implements Classifier, AutoCloseable {
  private static final String SHIPPED = "fashion-mnist.onnx";
  private static final int BATCH = 256;

  private final OrtSession.SessionOptions options;
  private final OrtSession session;
  private final List<String> classNames;
  private final double accuracy;
  private final String input;
  private final long[] shape;
  private final int outputs;

  private OnnxClassifier(String name, OrtSession.SessionOptions options, OrtSession session)
      throws OrtException {
    this.options = options;
    this.session = session;
    Map<String, String> metadata = session.getMetadata().getCustomMetadata();
    if (!MetadataKeys.CLASSIFIER_CLASSES.isIn(metadata)) {
      throw new EvaluationException(
          name + " has no class names: expected a file that `wgan classifier` has written");
    }
    classNames = MetadataKeys.CLASSIFIER_CLASSES.read(metadata).orElseThrow();
    accuracy =
        MetadataKeys.CLASSIFIER_ACCURACY.read(metadata).map(Double::valueOf).orElse(Double.NaN);
    input = session.getInputNames().iterator().next();
    shape = shape(session.getInputInfo());
    outputs = Math.toIntExact(shape(session.getOutputInfo())[1]);
    if (outputs <= classNames.size()) {
      throw new EvaluationException(
          "%s gives %s values for %s classes: expected features and a score for each class"
              .formatted(name, outputs, classNames.size()));
    }
  }

  private static OnnxClassifier open(String name, byte[] model) {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    OrtSession session = null;
    try {
      ModelChecks.requireSafe(name, model);
      ModelChecks.requireIntact(name, model);
      session = OrtEnvironment.getEnvironment().createSession(model, options);
      return new OnnxClassifier(name, options, session);
    } catch (OrtException | RuntimeException e) {
      close(session, options);
      throw e instanceof EvaluationException known
          ? known
          : new EvaluationException(
              "%s is not a classifier: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static long[] shape(Map<String, NodeInfo> tensors) {
    return ((TensorInfo) tensors.values().iterator().next().getInfo()).getShape();
  }

  /**
   * Writes a classifier to a file, with its measured accuracy.
   *
   * @param fitted the classifier
   * @param classNames names of the classes, by label
   * @param accuracy measures the share of unseen images that it labels correctly, 0 to 1
   * @param file the file, which is replaced if it exists
   * @return the measured accuracy
   * @throws IOException if writing fails
   */
  public static double write(
      ClassifierTrainer.Fitted fitted,
      List<String> classNames,
      ToDoubleFunction<OnnxClassifier> accuracy,
      Path file)
      throws IOException {
    byte[] named =
        ModelRewrite.withProperties(
            exported(fitted), p -> MetadataKeys.CLASSIFIER_CLASSES.write(classNames, p));
    double found;
    try (OnnxClassifier measured = open(file.toString(), named)) {
      found = accuracy.applyAsDouble(measured);
    }
    byte[] complete =
        ModelRewrite.withProperties(
            named, p -> MetadataKeys.CLASSIFIER_ACCURACY.write(Double.toString(found), p));
    AtomicFile.write(file, out -> out.write(complete));
    return found;
  }

  private static byte[] exported(ClassifierTrainer.Fitted fitted) throws IOException {
    Path folder = Files.createTempDirectory("wgan-classifier");
    Path plain = folder.resolve("classifier.onnx");
    try {
      // The Fourier transform of a spectrogram would lose its quiet parts in 16 bits.
      boolean sound = fitted.network().inputs().get(0).shape().rank() == 2;
      ExportOptions export =
          ExportOptions.builder()
              .precision(sound ? Precision.FP32 : Precision.FP16_WEIGHTS)
              .build();
      OnnxExporter.of(export).export(fitted.network(), fitted.weights(), plain);
      return Files.readAllBytes(plain);
    } finally {
      Files.deleteIfExists(plain);
      Files.deleteIfExists(folder);
    }
  }

  /**
   * Loads a file.
   *
   * @param file a file that {@link #write} has made
   * @return the classifier, to be closed
   * @throws EvaluationException if it cannot be read or is not a classifier
   */
  public static OnnxClassifier load(Path file) {
    try {
      return open(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new EvaluationException("cannot read the classifier %s: %s".formatted(file, e), e);
    }
  }

  /**
   * Loads the embedded classifier of Fashion-MNIST images.
   *
   * @return the classifier, to be closed
   */
  public static OnnxClassifier fashionMnist() {
    try (InputStream in = OnnxClassifier.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new EvaluationException("the embedded classifier is missing from the class path");
      }
      return open(SHIPPED, in.readAllBytes());
    } catch (IOException e) {
      throw new EvaluationException("cannot read the embedded classifier: " + e, e);
    }
  }

  /**
   * Returns the accuracy that was measured when the classifier was made.
   *
   * @return the share of unseen images that it labels correctly, 0 to 1
   */
  public double accuracy() {
    return accuracy;
  }

  /**
   * Returns whether the classifier takes samples of a shape.
   *
   * @param sample shape of a sample
   * @return true if its images have that shape
   */
  public boolean takes(List<Integer> sample) {
    if (sample.size() != shape.length - 1) {
      return false;
    }
    for (int i = 0; i < sample.size(); i++) {
      if (sample.get(i) != shape[i + 1]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int dimension() {
    return outputs - classNames.size();
  }

  @Override
  public Classified classify(float[] points, int n) {
    long[] batch = shape.clone();
    batch[0] = n;
    try (OnnxTensor images =
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), FloatBuffer.wrap(points), batch);
        OrtSession.Result result = session.run(Map.of(input, images))) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer(); // [n, features + classes]
      float[] features = new float[n * dimension()];
      int[] labels = new int[n];
      float[] scores = new float[classNames.size()];
      for (int i = 0; i < n; i++) {
        output.get(features, i * dimension(), dimension());
        output.get(scores);
        labels[i] = highest(scores);
      }
      return Classified.of(features, labels);
    } catch (OrtException e) {
      throw new EvaluationException("the classifier failed: " + e.getMessage(), e);
    }
  }

  private static int highest(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  /**
   * Measures the share of labelled images that are classified correctly.
   *
   * @param images labelled images of this classifier's shape
   * @return the accuracy, 0 to 1
   */
  public double accuracyOn(Dataset images) {
    int right = 0;
    for (int from = 0; from < images.size(); from += BATCH) {
      int n = Math.min(BATCH, images.size() - from);
      int[] labels = classify(images.values(from, n), n).labels();
      for (int i = 0; i < n; i++) {
        right += labels[i] == images.label(from + i) ? 1 : 0;
      }
    }
    return (double) right / images.size();
  }

  @Override
  public void close() {
    close(session, options);
  }

  private static void close(@Nullable OrtSession session, OrtSession.SessionOptions options) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new EvaluationException("a classifier cannot be closed: " + e.getMessage(), e);
    } finally {
      options.close();
    }
  }
}
