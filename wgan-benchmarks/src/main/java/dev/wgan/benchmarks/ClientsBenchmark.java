package dev.wgan.benchmarks;

import dev.wgan.runtime.BatchingGenerator;
import dev.wgan.runtime.BatchingOptions;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.Samples;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures single samples per second for many client threads, with and without batching. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets it up before it is used
public class ClientsBenchmark {
  /** The generator. */
  @Param({"MLP", "DCGAN"})
  public String model = "MLP";

  private Generator generator;
  private BatchingGenerator batching;
  private final AtomicLong seeds = new AtomicLong();

  /** Creates the benchmark. */
  public ClientsBenchmark() {}

  /** Loads the model. */
  @Setup
  public void open() {
    generator = Generator.load(BenchmarkModel.valueOf(model).bytes(), GeneratorOptions.defaults());
    batching = BatchingGenerator.over(generator, BatchingOptions.defaults());
  }

  /**
   * Each client runs the model itself.
   *
   * @return one sample
   */
  @Benchmark
  public Samples alone() {
    return generator.sample(1, seeds.getAndIncrement());
  }

  /**
   * The clients share native runs.
   *
   * @return one sample
   */
  @Benchmark
  public Samples batched() {
    return batching.sample(1, seeds.getAndIncrement());
  }

  /** Frees everything. */
  @TearDown
  public void close() {
    batching.close();
    generator.close();
  }
}
