package dev.wgan.benchmarks;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.Sampler;
import dev.wgan.runtime.Samples;
import java.nio.FloatBuffer;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * This project's runtime with its default options: every call makes its noise.
 *
 * <p>Not thread-safe: one per thread.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets it up before it is used
public class WganRuntime {
  private Generator generator;
  private Sampler sampler;
  private FloatBuffer output;
  private int n;
  private long first;

  /** Creates the state; {@link #open} fills it. */
  public WganRuntime() {}

  /**
   * Loads the model.
   *
   * @param workload what to run
   */
  @Setup
  public void open(Workload workload) {
    n = workload.n;
    generator = Generator.load(workload.generator().bytes(), GeneratorOptions.defaults());
    sampler = generator.newSampler();
    output = RawRuntime.direct(n * BenchmarkModel.SAMPLE_SIZE);
  }

  /** Samples that follow the last ones, written into the same memory. */
  FloatBuffer sampleInto() {
    sampler.sampleInto(1, first, n, output);
    first += n;
    return output;
  }

  /** Samples that follow the last ones, in fresh arrays. */
  Samples sample() {
    Samples samples = generator.sampleRange(first, n, 1);
    first += n;
    return samples;
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    sampler.close();
    generator.close();
  }
}
