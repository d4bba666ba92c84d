package dev.wgan.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.wgan.noise.Noise;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * ONNX Runtime's own Java API at its best: input and output pinned once, latents there already.
 *
 * <p>Not thread-safe: one per thread.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets it up before it is used
public class RawRuntime {
  final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
  private OrtSession session;
  private OnnxTensor latents;
  private OnnxTensor samples;
  private FloatBuffer output;
  private Map<String, OnnxTensor> inputs = Map.of();
  private Map<String, OnnxTensor> outputs = Map.of();

  /** Creates the state; {@link #open} fills it. */
  public RawRuntime() {}

  /**
   * Opens the session and pins the buffers.
   *
   * @param workload what to run
   * @throws OrtException if ONNX Runtime refuses
   */
  @Setup
  public void open(Workload workload) throws OrtException {
    session = session(environment, options, workload.generator());
    FloatBuffer noise = direct(workload.n * BenchmarkModel.LATENT_SIZE);
    Noise.normal(1, 0, workload.n, BenchmarkModel.LATENT_SIZE, noise);
    output = direct(workload.n * BenchmarkModel.SAMPLE_SIZE);
    latents =
        OnnxTensor.createTensor(
            environment, noise.flip(), workload.generator().latents(workload.n));
    samples =
        OnnxTensor.createTensor(environment, output, workload.generator().samples(workload.n));
    inputs = Map.of("latent", latents);
    outputs = Map.of("samples", samples);
  }

  static OrtSession session(
      OrtEnvironment environment, OrtSession.SessionOptions options, BenchmarkModel model)
      throws OrtException {
    options.setIntraOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return environment.createSession(model.bytes(), options);
  }

  static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** One native run from buffer to buffer. */
  FloatBuffer run() throws OrtException {
    session.run(inputs, Set.of(), outputs).close();
    return output;
  }

  /**
   * Frees everything.
   *
   * @throws OrtException if ONNX Runtime refuses
   */
  @TearDown
  public void close() throws OrtException {
    latents.close();
    samples.close();
    session.close();
    options.close();
  }
}
