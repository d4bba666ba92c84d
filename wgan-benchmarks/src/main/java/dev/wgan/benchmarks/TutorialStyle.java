package dev.wgan.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * ONNX Runtime as its tutorials use it: nested Java arrays in and out, noise from {@link Random}.
 *
 * <p>Not thread-safe: one per thread.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets it up before it is used
public class TutorialStyle {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
  private OrtSession session;
  private final Random random = new Random(1);
  private long[] shape = {};
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
    shape = workload.generator().latents(workload.n);
    latents = noise();
  }

  /** Nested arrays, filled in place: [n][100], or [n][100][1][1]. */
  Object noise() {
    if (shape.length == 2) {
      float[][] noise = new float[(int) shape[0]][(int) shape[1]];
      for (float[] latent : noise) {
        for (int i = 0; i < latent.length; i++) {
          latent[i] = (float) random.nextGaussian();
        }
      }
      return noise;
    }
    float[][][][] noise = new float[(int) shape[0]][(int) shape[1]][1][1];
    for (float[][][] latent : noise) {
      for (float[][] channel : latent) {
        channel[0][0] = (float) random.nextGaussian();
      }
    }
    return noise;
  }

  /** One call with latents that are there: a float[][] or float[][][][], as the model gives. */
  Object run() throws OrtException {
    return run(latents);
  }

  /** One call with the latents given. */
  Object run(Object latents) throws OrtException {
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
