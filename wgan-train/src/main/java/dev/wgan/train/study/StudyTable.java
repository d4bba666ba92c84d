package dev.wgan.train.study;

import dev.wgan.onnx.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The results of a study's part as a Markdown table.
 *
 * <p>Thread-safe: there is no state.
 */
final class StudyTable {
  private StudyTable() {}

  static String of(PartResults results) {
    StudyPlan.Part part = results.part();
    List<String> head = new ArrayList<>(List.of(part.name()));
    head.addAll(results.figures());
    head.addAll(List.of("training estimate", "held-out estimate"));
    StringBuilder table = new StringBuilder(row(head));
    table.append("| --- ".repeat(head.size())).append("|\n");
    for (String label : results.labels()) {
      List<String> cells = new ArrayList<>(List.of(label));
      for (String figure : results.figures()) {
        cells.add(results.last(label, figure).text());
      }
      cells.add(correlation(results.estimateTellsQuality(label)));
      cells.add(correlation(results.heldOutTellsQuality(label)));
      table.append(row(cells));
    }
    int seeds = part.seeds().size();
    return table
        + String.format(
            Locale.ROOT,
            "\nThe last two columns: rank correlation of the Wasserstein estimate with the %s over a training, at %s looks. %,d critic iterations each, %s, %,d samples.%s%s%n",
            results.figures().get(0),
            part.looks(),
            part.criticIterations(),
            seeds == 1 ? "one seed" : seeds + " seeds with 95 % intervals",
            part.samples(),
            part.set().isEmpty() ? "" : " All with " + settings(part) + ".",
            " Variants: "
                + part.variants().entrySet().stream()
                    .map(v -> Markdown.escape(v.getKey()) + " is " + variant(v.getValue()))
                    .collect(Collectors.joining(", "))
                + ".");
  }

  private static String correlation(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "–";
  }

  private static String settings(StudyPlan.Part part) {
    return part.set().entrySet().stream()
        .map(entry -> "`%s=%s`".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String variant(StudyPlan.Variant variant) {
    String changes =
        variant.set().entrySet().stream()
            .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining());
    return "`" + variant.preset() + changes + "`";
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells.stream().map(Markdown::escape).toList()) + " |\n";
  }
}
