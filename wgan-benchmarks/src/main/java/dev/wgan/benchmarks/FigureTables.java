package dev.wgan.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Prints figures as the Markdown tables of docs/BENCHMARKS.md. */
final class FigureTables {
  private static final List<String> WAYS =
      List.of("pinned", "sampleInto", "sample", "tutorial", "tutorialGiven", "djl", "djlGiven");

  private final Figures figures;
  private final List<String> models;
  private final List<String> served;
  private final List<Integer> sizes;

  FigureTables(Figures figures, List<String> models, List<String> served, List<Integer> sizes) {
    this.figures = figures;
    this.models = models;
    this.served = served;
    this.sizes = sizes;
  }

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s, %d cores, JDK %s, ONNX Runtime %s%n",
        processor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        OrtEnvironment.getEnvironment().getVersion());
    for (String model : models) {
      out.printf("%n### %s: median time of a call, µs%n%n", model);
      header(out, "way");
      for (String way : WAYS) {
        row(out, way, n -> "%.1f".formatted(figures.median(way, model, n)));
      }
      row(out, "noise", n -> "%.1f".formatted(figures.median("noise", model, n)));
      out.printf("%n### %s: ratios%n%n", model);
      header(out, "ratio");
      ratio(out, model, "sampleInto", "pinned");
      ratio(out, model, "sample", "pinned");
      ratio(out, model, "tutorial", "sample");
      ratio(out, model, "tutorialGiven", "sample");
      ratio(out, model, "djl", "sample");
      ratio(out, model, "djlGiven", "sample");
      ratio(out, model, "noise", "sampleInto");
      out.printf("%n### %s: garbage of a call, bytes beyond the result%n%n", model);
      header(out, "way");
      for (String way : WAYS) {
        long result = way.equals("pinned") || way.equals("sampleInto") ? 0 : Float.BYTES;
        row(
            out,
            way,
            n ->
                "%.0f"
                    .formatted(
                        figures.garbage(way, model, n) - result * n * BenchmarkModel.SAMPLE_SIZE));
      }
      double one = figures.median("sample4096", model, 1);
      double two = figures.median("sample4096", model, 2);
      out.printf(
          Locale.ROOT,
          "%n### %s: sample(4096) with two threads%n%n%.0f µs with one, %.0f µs with two: %.2f"
              + " times as fast%n",
          model,
          one,
          two,
          one / two);
    }
    for (String model : served) {
      out.printf("%n### %s: single samples per second for many clients%n%n", model);
      out.println("| clients | alone | batched | ratio |\n|---|---|---|---|");
      for (int clients : Bench.CLIENTS) {
        double alone = figures.score("alone", model, clients);
        double batched = figures.score("batched", model, clients);
        out.printf(
            Locale.ROOT, "| %d | %.0f | %.0f | %.2f |%n", clients, alone, batched, batched / alone);
      }
    }
  }

  private interface Cell {
    String of(int n);
  }

  private void header(PrintStream out, String first) {
    out.print("| " + first + " |");
    sizes.forEach(n -> out.print(" n = " + n + " |"));
    out.println();
    out.println("|---|" + "---|".repeat(sizes.size()));
  }

  private void row(PrintStream out, String name, Cell cell) {
    out.print("| " + name + " |");
    sizes.forEach(n -> out.print(" " + cell.of(n) + " |"));
    out.println();
  }

  private void ratio(PrintStream out, String model, String way, String base) {
    row(
        out,
        way + " / " + base,
        n ->
            String.format(
                Locale.ROOT,
                "%.2f",
                figures.median(way, model, n) / figures.median(base, model, n)));
  }

  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
