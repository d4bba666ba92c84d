package dev.wgan.train.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of metrics, for its template.
 *
 * @param groups rows that belong together
 */
record MetricsView(List<Group> groups) {
  private static final Cell EMPTY = new Cell("", "");

  /** Rows under a heading. */
  record Group(String heading, List<Row> rows) {}

  /** A metric of the samples, of real data and of a fitted Gaussian. */
  record Row(String label, List<Cell> cells) {}

  /** A value and its interval; either may be empty. */
  record Cell(String value, String interval) {
    static Cell of(Estimate estimate) {
      return new Cell(Wording.number(estimate.value()), Wording.interval(estimate));
    }
  }

  static MetricsView of(Evaluation evaluation) {
    List<Group> groups = new ArrayList<>();
    for (SpaceEvaluation space : evaluation.spaces()) {
      groups.add(
          new Group(Wording.space(space), space.metrics().stream().map(MetricsView::row).toList()));
    }
    Estimate noisy = evaluation.noisy();
    if (noisy != null) {
      List<Row> last = new ArrayList<>(groups.get(groups.size() - 1).rows());
      last.add(new Row(Wording.NOISY, List.of(EMPTY, Cell.of(noisy), EMPTY)));
      groups.set(groups.size() - 1, new Group(groups.get(groups.size() - 1).heading(), last));
    }
    ClassEvaluation classes = evaluation.classes();
    if (classes != null) {
      groups.add(new Group("classes", List.of(row(classes.divergence()))));
    }
    ExtraRows.of(evaluation)
        .forEach(
            group ->
                groups.add(
                    new Group(
                        group.heading(),
                        group.rows().stream()
                            .map(
                                row ->
                                    new Row(
                                        row.label(),
                                        List.of(
                                            new Cell(row.samples(), ""),
                                            new Cell(row.real(), ""),
                                            EMPTY)))
                            .toList())));
    ModeEvaluation modes = evaluation.modes();
    if (modes != null) {
      groups.add(new Group("modes", modes(modes)));
    }
    return new MetricsView(groups);
  }

  private static List<Row> modes(ModeEvaluation modes) {
    List<ModeCoverage> all = List.of(modes.samples(), modes.floor(), modes.gaussian());
    List<Row> rows =
        new ArrayList<>(
            List.of(
                new Row(
                    "covered\u00a0↑",
                    all.stream().map(m -> new Cell(m.covered() + " of " + m.modes(), "")).toList()),
                new Row(
                    "high quality\u00a0↑",
                    all.stream().map(m -> Cell.of(m.highQuality())).toList())));
    if (all.stream().allMatch(m -> m.reverseDivergence() != null)) {
      rows.add(
          new Row(
              Wording.REVERSE_KL + "\u00a0↓",
              all.stream().map(m -> Cell.of(requireNonNull(m.reverseDivergence()))).toList()));
    }
    return rows;
  }

  private static Row row(Comparison comparison) {
    return new Row(
        comparison.metric().label() + "\u00a0" + Wording.arrow(comparison.metric()),
        Stream.of(comparison.samples(), comparison.floor(), comparison.gaussian())
            .map(Cell::of)
            .toList());
  }
}
