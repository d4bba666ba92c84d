package dev.wgan.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The figures of JMH, by way, model and parameter. Not thread-safe. */
final class Figures {
  private static final String GARBAGE = "gc.alloc.rate.norm";

  private final Map<Key, RunResult> results = new LinkedHashMap<>();

  /**
   * The key of a figure: the method, the model, and n, the parallelism or the number of clients.
   */
  private record Key(String way, String model, int number) {}

  void add(Collection<RunResult> more) {
    for (RunResult result : more) {
      BenchmarkParams params = result.getParams();
      String way = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
      results.put(new Key(way, params.getParam("model"), number(params)), result);
    }
  }

  private static int number(BenchmarkParams params) {
    for (String name : new String[] {"n", "parallelism"}) {
      if (params.getParamsKeys().contains(name)) {
        return Integer.parseInt(params.getParam(name));
      }
    }
    return params.getThreads();
  }

  /** The median time of a call in microseconds. */
  double median(String way, String model, int number) {
    return result(way, model, number).getPrimaryResult().getStatistics().getPercentile(50) / 1000;
  }

  /** The mean of what was measured, in JMH's unit. */
  double score(String way, String model, int number) {
    return result(way, model, number).getPrimaryResult().getScore();
  }

  /** Bytes of garbage per call. */
  double garbage(String way, String model, int number) {
    Result<?> garbage = result(way, model, number).getSecondaryResults().get(GARBAGE);
    if (garbage == null) {
      throw new IllegalStateException("JMH's profiler did not report " + GARBAGE);
    }
    return garbage.getScore();
  }

  private RunResult result(String way, String model, int number) {
    RunResult result = results.get(new Key(way, model, number));
    if (result == null) {
      throw new IllegalStateException("%s %s %s was not measured".formatted(way, model, number));
    }
    return result;
  }
}
