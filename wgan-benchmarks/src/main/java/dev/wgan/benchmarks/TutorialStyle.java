package dev.wgan.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtUtil;
import dev.wgan.runtime.Noise;
import java.util.Map;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * ONNX Runtime as its tutorials use it: nested Java arrays in and out.
 *
 * <p>Not thread-safe: one per thread.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets it up before it is used
public class TutorialStyle {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
  private OrtSession session;
  private Object latents;

  /** Creates the state; {@link #open} fills it. */
  public TutorialStyle() {}

  /**
   * Opens the session and makes the latents.
   *
   * @param workload what to run
   * @throws OrtException if ONNX Runtime refuses
   */
  @Setup
  public void open(Workload workload) throws OrtException {
    session = RawRuntime.session(environment, options, workload.generator());
    float[] noise = new float[workload.n * BenchmarkModel.LATENT_SIZE];
    Noise.normal(1, 0, workload.n, BenchmarkModel.LATENT_SIZE, noise);
    latents = OrtUtil.reshape(noise, workload.generator().latents(workload.n));
  }

  /** One call: a float[][] or float[][][][], after the model's output. */
  Object run() throws OrtException {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, latents);
        OrtSession.Result result = session.run(Map.of("latent", input))) {
      return result.get(0).getValue();
    }
  }

  /**
   * Frees everything.
   *
   * @throws OrtException if ONNX Runtime refuses
   */
  @TearDown
  public void close() throws OrtException {
    session.close();
    options.close();
  }
}
