package dev.wgan.benchmarks;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.Samples;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The time of one call for 4096 samples whose chunks one, two or more threads share. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets it up before it is used
public class ParallelBenchmark {
  private static final int N = 4096;

  /** The generator. */
  @Param({"MLP", "DCGAN"})
  public String model = "MLP";

  /** The number of threads. */
  @Param({"1", "2"})
  public int parallelism = 1;

  private Generator generator;
  private long first;

  /** Creates the benchmark. */
  public ParallelBenchmark() {}

  /** Loads the model. */
  @Setup
  public void open() {
    generator =
        Generator.load(
            BenchmarkModel.valueOf(model).bytes(),
            GeneratorOptions.of(o -> o.parallelism(parallelism)));
  }

  /**
   * The simple call, with fresh results.
   *
   * @return the samples
   */
  @Benchmark
  public Samples sample4096() {
    Samples samples = generator.sampleRange(first, N, 1);
    first += N;
    return samples;
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    generator.close();
  }
}
