package dev.wgan.train.rows;

import dev.wgan.train.evaluate.Estimate;
import dev.wgan.train.evaluate.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An evaluation of a table as text: a line for each figure, a column for each table.
 *
 * <p>Thread-safe: there is no state.
 */
public final class TableEvaluationText {
  private static final int LONGEST = 30;

  private TableEvaluationText() {}

  /**
   * Returns the figures as a table.
   *
   * @param evaluation the evaluation
   * @return lines without an end of line after the last one
   */
  public static String of(TableEvaluation evaluation) {
    List<String> tables = List.copyOf(evaluation.figures().keySet());
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-32s", ""));
    tables.forEach(name -> text.append(String.format(Locale.ROOT, " %21s", name)));
    lines(evaluation)
        .forEach(
            (label, cells) -> {
              text.append(String.format(Locale.ROOT, "%n%-32s", shortened(label)));
              cells.forEach(cell -> text.append(String.format(Locale.ROOT, " %21s", cell)));
            });
    evaluation
        .heldOutCopies()
        .ifPresent(
            share ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%n%.2f %% of the held-out rows are equal to a training row",
                        100 * share)));
    return text.toString();
  }

  /** The cells of each figure, one for each table, by the figure's label. */
  static Map<String, List<String>> lines(TableEvaluation evaluation) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    evaluation.figures().values().stream()
        .flatMap(List::stream)
        .map(RowFigure::label)
        .distinct()
        .forEach(
            label -> {
              List<String> cells = new ArrayList<>();
              evaluation
                  .figures()
                  .values()
                  .forEach(
                      figures ->
                          cells.add(
                              figures.stream()
                                  .filter(figure -> figure.label().equals(label))
                                  .map(figure -> cell(figure.estimate()))
                                  .findFirst()
                                  .orElse("-")));
              lines.put(label, cells);
            });
    return lines;
  }

  private static String cell(Estimate estimate) {
    Interval interval = estimate.interval();
    String value = String.format(Locale.ROOT, "%.4f", estimate.value());
    return interval == null
        ? value
        : value + String.format(Locale.ROOT, " \u00b1%.4f", (interval.high() - interval.low()) / 2);
  }

  private static String shortened(String label) {
    return label.length() <= LONGEST ? label : label.substring(0, LONGEST) + "..";
  }
}
