package dev.wgan.benchmarks;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * ONNX Runtime through DJL's predictor, flat float arrays in and out, noise from {@link Random}.
 *
 * <p>Not thread-safe: one per thread.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets it up before it is used
public class DjlPredictor {
  private Path file;
  private ZooModel<float[], float[]> model;
  private Predictor<float[], float[]> predictor;
  private final Random random = new Random(1);
  private float[] latents = {};

  /** Creates the state; {@link #open} fills it. */
  public DjlPredictor() {}

  /**
   * Loads the model and makes the latents.
   *
   * @param workload what to run
   * @throws IOException if the model cannot be written to a temporary file
   * @throws ModelException if DJL refuses it
   */
  @Setup
  public void open(Workload workload) throws IOException, ModelException {
    System.setProperty("ai.djl.offline", "true");
    file = Files.createTempFile("benchmark", ".onnx");
    Files.write(file, workload.generator().bytes());
    model =
        Criteria.builder()
            .setTypes(float[].class, float[].class)
            .optModelPath(file)
            .optEngine("OnnxRuntime")
            .optOption("intraOpNumThreads", "1")
            .optTranslator(new Flat(new Shape(workload.generator().latents(workload.n))))
            .build()
            .loadModel();
    predictor = model.newPredictor();
    latents = new float[workload.n * BenchmarkModel.LATENT_SIZE];
    fill();
  }

  /** Makes the latents of the next call. */
  void fill() {
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
  }

  /** One call with the latents that are there: all samples in one array. */
  float[] run() throws TranslateException {
    return predictor.predict(latents);
  }

  /**
   * Frees everything.
   *
   * @throws IOException if the temporary file cannot be deleted
   */
  @TearDown
  public void close() throws IOException {
    predictor.close();
    model.close();
    Files.delete(file);
  }

  private record Flat(Shape shape) implements NoBatchifyTranslator<float[], float[]> {
    @Override
    public NDList processInput(TranslatorContext context, float[] input) {
      return new NDList(context.getNDManager().create(input, shape));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList list) {
      return list.singletonOrThrow().toFloatArray();
    }
  }
}
