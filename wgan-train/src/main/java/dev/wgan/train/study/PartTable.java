package dev.wgan.train.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The results of a study's part as a table, for every format that it is written in.
 *
 * @param head the names of the columns; the first is that of the part
 * @param rows a row for each variant, as long as the head
 * @param note an explanation of the last columns and the budget
 * @param shared the configuration keys that all variants share, such as {@code width=8}
 * @param variants a description of each variant
 */
record PartTable(
    List<String> head,
    List<List<String>> rows,
    String note,
    List<String> shared,
    List<Settings> variants) {
  /** The preset and the changed keys of a variant. */
  record Settings(String name, String settings) {}

  /** Returns whether the variants share a configuration key. */
  boolean hasShared() {
    return !shared.isEmpty();
  }

  static PartTable of(PartResults results) {
    StudyPlan.Part part = results.part();
    List<String> head = new ArrayList<>(List.of(part.name()));
    head.addAll(results.figures());
    head.addAll(List.of("training estimate", "held-out estimate"));
    return new PartTable(
        head,
        results.labels().stream().map(label -> row(results, label)).toList(),
        note(results),
        part.set().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList(),
        part.variants().entrySet().stream()
            .map(variant -> new Settings(variant.getKey(), settings(variant.getValue())))
            .toList());
  }

  private static List<String> row(PartResults results, String label) {
    List<String> cells = new ArrayList<>(List.of(label));
    for (String figure : results.figures()) {
      cells.add(results.last(label, figure).text());
    }
    cells.add(correlation(results.estimateTellsQuality(label)));
    cells.add(correlation(results.heldOutTellsQuality(label)));
    return cells;
  }

  private static String note(PartResults results) {
    StudyPlan.Part part = results.part();
    int seeds = part.seeds().size();
    return String.format(
        Locale.ROOT,
        "The last two columns: rank correlation of the Wasserstein estimate with the %s over a"
            + " training, at %s looks. A countdown of steps would reach 1.00 where the %s falls"
            + " steadily: only low values are evidence.%s %s critic iterations each, %s, %,d samples.",
        results.figures().get(0),
        part.looks(),
        results.figures().get(0),
        across(results),
        budgets(part),
        seeds == 1 ? "one seed" : seeds + " seeds with 95 % intervals",
        part.samples());
  }

  private static String across(PartResults results) {
    OptionalDouble across = results.heldOutRanksRuns();
    return across.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            " Across the runs at equal looks, where a countdown would reach 0, the rank correlation"
                + " of the held-out estimate with it is %.2f.",
            across.getAsDouble());
  }

  /** The budget of all variants, or of each in their order. */
  private static String budgets(StudyPlan.Part part) {
    List<Long> budgets = part.variants().values().stream().map(part::budget).distinct().toList();
    return (budgets.size() == 1
            ? budgets
            : part.variants().values().stream().map(part::budget).toList())
        .stream()
            .map(budget -> String.format(Locale.ROOT, "%,d", budget))
            .collect(Collectors.joining(", "));
  }

  private static String correlation(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.2f", value.getAsDouble()) : "–";
  }

  private static String settings(StudyPlan.Variant variant) {
    String changes =
        variant.set().entrySet().stream()
            .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining());
    return variant.preset() + changes;
  }
}
