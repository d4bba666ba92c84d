package dev.wgan.benchmarks;

import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import dev.wgan.runtime.Samples;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * The time of one call for n samples on one thread, made in different ways.
 *
 * <p>Ways whose name ends in "Given" get latents that are there already, and so does the floor; the
 * others make their noise.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SamplingBenchmark {
  /** Creates the benchmark. */
  public SamplingBenchmark() {}

  /**
   * ONNX Runtime with pinned buffers: the floor.
   *
   * @param runtime the session
   * @return the output
   * @throws OrtException if the run fails
   */
  @Benchmark
  public FloatBuffer pinned(RawRuntime runtime) throws OrtException {
    return runtime.run();
  }

  /**
   * A bound sampler, zero-copy.
   *
   * @param runtime the generator
   * @return the output
   */
  @Benchmark
  public FloatBuffer sampleInto(WganRuntime runtime) {
    return runtime.sampleInto();
  }

  /**
   * The simple call, with fresh results.
   *
   * @param runtime the generator
   * @return the samples
   */
  @Benchmark
  public Samples sample(WganRuntime runtime) {
    return runtime.sample();
  }

  /**
   * Nested arrays, as tutorials do it.
   *
   * @param runtime the session
   * @return the output
   * @throws OrtException if the run fails
   */
  @Benchmark
  public Object tutorial(TutorialStyle runtime) throws OrtException {
    return runtime.run(runtime.noise());
  }

  /**
   * Nested arrays, without noise.
   *
   * @param runtime the session
   * @return the output
   * @throws OrtException if the run fails
   */
  @Benchmark
  public Object tutorialGiven(TutorialStyle runtime) throws OrtException {
    return runtime.run();
  }

  /**
   * DJL's predictor.
   *
   * @param predictor the predictor
   * @return the output
   * @throws TranslateException if the run fails
   */
  @Benchmark
  public float[] djl(DjlPredictor predictor) throws TranslateException {
    predictor.fill();
    return predictor.run();
  }

  /**
   * DJL's predictor, without noise.
   *
   * @param predictor the predictor
   * @return the output
   * @throws TranslateException if the run fails
   */
  @Benchmark
  public float[] djlGiven(DjlPredictor predictor) throws TranslateException {
    return predictor.run();
  }
}
