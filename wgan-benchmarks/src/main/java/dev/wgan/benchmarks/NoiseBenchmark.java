package dev.wgan.benchmarks;

import dev.wgan.noise.Noise;
import java.nio.FloatBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The time to make the latents of n samples, which every call of this project's ways contains. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NoiseBenchmark {
  private FloatBuffer latents = FloatBuffer.allocate(0);

  /** Creates the benchmark. */
  public NoiseBenchmark() {}

  /**
   * Allocates the memory.
   *
   * @param workload how many latents
   */
  @Setup
  public void allocate(Workload workload) {
    latents = RawRuntime.direct(workload.n * BenchmarkModel.LATENT_SIZE);
  }

  /**
   * Fills the memory.
   *
   * @param workload how many latents
   * @return the memory
   */
  @Benchmark
  public FloatBuffer noise(Workload workload) {
    Noise.normal(1, 0, workload.n, BenchmarkModel.LATENT_SIZE, latents.clear());
    return latents;
  }
}
