package dev.wgan.benchmarks;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The parameters of one call.
 *
 * <p>Not thread-safe: JMH sets it, one per thread.
 */
@State(Scope.Thread)
public class Workload {
  /** The generator. */
  @Param({"MLP", "DCGAN"})
  public String model = "MLP";

  /** Samples per call. */
  @Param({"1", "8", "64", "512", "4096"})
  public int n = 1;

  /** Creates the first of the workloads; JMH chooses another. */
  public Workload() {}

  BenchmarkModel generator() {
    return BenchmarkModel.valueOf(model);
  }
}
