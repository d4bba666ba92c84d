package dev.wgan.train.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Evaluations as text for a terminal.
 *
 * <p>Thread-safe: there is no state.
 */
public final class EvaluationTable {
  private static final int COLUMNS = 4;

  private EvaluationTable() {}

  /**
   * Lays out an evaluation in aligned columns.
   *
   * @param evaluation the evaluation
   * @return lines of text, the last one ended too
   */
  public static String text(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "samples", "real data", "fitted Gaussian"));
    for (SpaceEvaluation space : evaluation.spaces()) {
      rows.add(List.of(Wording.space(space)));
      space.metrics().forEach(comparison -> rows.add(row(comparison)));
    }
    Estimate noisy = evaluation.noisy();
    if (noisy != null) {
      rows.add(List.of("  " + Wording.NOISY, "", Wording.number(noisy.value()), ""));
    }
    ClassEvaluation classes = evaluation.classes();
    if (classes != null) {
      rows.add(List.of("classes"));
      rows.add(row(classes.divergence()));
      for (ClassEvaluation.Share share : classes.shares()) {
        rows.add(
            List.of(
                "  " + share.name(),
                Wording.percent(share.samples()),
                Wording.percent(share.reference()),
                ""));
      }
    }
    for (ExtraRows group : ExtraRows.of(evaluation)) {
      rows.add(List.of(group.heading()));
      group
          .rows()
          .forEach(row -> rows.add(List.of("  " + row.label(), row.samples(), row.real(), "")));
    }
    ModeEvaluation modes = evaluation.modes();
    if (modes != null) {
      rows.add(List.of("modes"));
      rows.add(
          List.of(
              "  covered ↑",
              covered(modes.samples()),
              covered(modes.floor()),
              covered(modes.gaussian())));
      rows.add(
          List.of(
              "  high quality ↑",
              cell(modes.samples().highQuality()),
              cell(modes.floor().highQuality()),
              cell(modes.gaussian().highQuality())));
      rows.add(
          List.of(
              "  " + Wording.REVERSE_KL + " ↓",
              divergence(modes.samples()),
              divergence(modes.floor()),
              divergence(modes.gaussian())));
    }
    return aligned(rows)
        + Wording.exposure(evaluation)
        + System.lineSeparator()
        + memorisation(MemorisationWording.of(evaluation));
  }

  private static List<String> row(Comparison comparison) {
    return List.of(
        "  " + comparison.metric().label() + " " + Wording.arrow(comparison.metric()),
        cell(comparison.samples()),
        cell(comparison.floor()),
        cell(comparison.gaussian()));
  }

  private static String cell(Estimate estimate) {
    return (Wording.number(estimate.value()) + " " + Wording.interval(estimate)).strip();
  }

  private static String divergence(ModeCoverage modes) {
    Estimate divergence = modes.reverseDivergence();
    return divergence == null ? "" : cell(divergence);
  }

  private static String covered(ModeCoverage modes) {
    return modes.covered() + " of " + modes.modes();
  }

  private static String memorisation(MemorisationWording wording) {
    List<String> lines = new ArrayList<>(List.of("memorisation"));
    lines.add("  " + wording.verdict());
    wording.copies().forEach(line -> lines.add("  " + line));
    lines.add("  " + wording.rankTest());
    String splitTest = wording.splitTest();
    if (splitTest != null) {
      lines.add("  " + splitTest);
    }
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths = new int[COLUMNS];
    for (List<String> row : rows) {
      for (int c = 0; row.size() > 1 && c < row.size(); c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        line.append(row.get(c))
            .append(" ".repeat(Math.max(0, widths[c] - row.get(c).length()) + 3));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
