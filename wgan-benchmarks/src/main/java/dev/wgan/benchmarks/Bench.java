package dev.wgan.benchmarks;

import dev.wgan.runtime.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code wgan bench}: runs the benchmarks and prints what they are worth as ratios. */
public final class Bench {
  private static final List<Integer> SIZES = List.of(1, 8, 64, 512, 4096);
  private static final List<Integer> QUICK_SIZES = List.of(1, 64, 512);

  /** Client threads. */
  static final List<Integer> CLIENTS = List.of(1, 8, 32);

  private static final String USAGE =
      """
      Usage: wgan bench [--quick] [WHAT...]
             wgan bench start
             wgan bench gpu
      Measures sampling beside raw ONNX Runtime, tutorial style and DJL, and prints ratios.
        WHAT      mlp or dcgan: one thread that calls for 1 to 4096 samples;
                  clients: many threads that call for one (default: all three)
        --quick   fewer sizes and shorter, for a first impression
        start     measures a fresh JVM up to its first sample instead (Linux)
        gpu       compares the CPU with a GPU instead: differences, bits, samples/s
        --help    this text""";

  private static final List<String> SERVED = List.of("MLP", "WIDE", "DCGAN");

  private final boolean quick;
  private final List<String> models;
  private final List<String> served;

  private Bench(boolean quick, List<String> models, boolean clients) {
    this.quick = quick;
    this.models = models;
    this.served = clients ? SERVED : List.of();
  }

  /**
   * Runs the benchmarks; exit codes are 0 for done, 1 for failed and 2 for wrong usage.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    if (args.length == 1 && args[0].equals("start")) {
      return coldStart();
    }
    if (args.length == 1 && args[0].equals("gpu")) {
      return gpu();
    }
    boolean quick = false;
    boolean clients = false;
    List<String> models = new ArrayList<>();
    for (String arg : args) {
      switch (arg) {
        case "--quick" -> quick = true;
        case "--help", "-h" -> {
          System.out.println(USAGE);
          return 0;
        }
        case "clients" -> clients = true;
        case "mlp", "dcgan" -> models.add(arg.toUpperCase(Locale.ROOT));
        default -> {
          System.err.println(
              "unknown argument '"
                  + arg
                  + "': expected --quick, mlp, dcgan, clients, start or gpu");
          return 2;
        }
      }
    }
    try {
      boolean all = models.isEmpty() && !clients;
      new Bench(quick, all ? List.of("MLP", "DCGAN") : models, all || clients).measure();
      return 0;
    } catch (RunnerException e) {
      System.err.println("the benchmarks failed: " + e.getMessage());
      return 1;
    }
  }

  private static int gpu() {
    try {
      GpuBench.print();
      return 0;
    } catch (ProviderException e) {
      System.err.println("nothing was measured: " + e.getMessage());
      return 1;
    }
  }

  private static int coldStart() {
    try {
      ColdStart.print();
      return 0;
    } catch (IOException e) {
      System.err.println("the measurement failed: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private void measure() throws RunnerException {
    Figures figures = new Figures();
    int parts = models.size() + (served.isEmpty() ? 0 : 1);
    System.err.println("measuring; this takes about " + parts * (quick ? 1 : 3) + " minutes");
    if (!models.isEmpty()) {
      String which = "SamplingBenchmark|NoiseBenchmark|ParallelBenchmark";
      figures.add(new Runner(options(which, models, 1)).run());
    }
    if (!served.isEmpty()) {
      for (int clients : CLIENTS) {
        figures.add(new Runner(options("ClientsBenchmark", served, clients)).run());
      }
    }
    new FigureTables(figures, models, served, quick ? QUICK_SIZES : SIZES).print(System.out);
  }

  private org.openjdk.jmh.runner.options.Options options(
      String which, List<String> of, int threads) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("dev\\.wgan\\.benchmarks\\.(" + which + ")\\..*")
            .forks(1)
            .threads(threads)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(quick ? 400 : 700))
            .measurementIterations(2)
            .measurementTime(TimeValue.milliseconds(quick ? 150 : 500))
            .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .param("model", of.toArray(String[]::new));
    if (quick) {
      options.param("n", QUICK_SIZES.stream().map(String::valueOf).toArray(String[]::new));
    }
    return options.build();
  }
}
