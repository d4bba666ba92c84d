package dev.wgan.train.rows;

import dev.wgan.train.page.Figure;
import dev.wgan.train.page.Page;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The evaluation of a table as one HTML page that needs nothing else.
 *
 * <p>Immutable and thread-safe.
 *
 * @param title the title of the page
 * @param evaluation the evaluation
 */
public record TableReport(String title, TableEvaluation evaluation) {
  private static final Template COMPARISON = Template.of(TableReport.class, "comparison");
  private static final Template HISTOGRAMS = Template.of(TableReport.class, "histograms");
  private static final Template RECORDS = Template.of(TableReport.class, "records");
  private static final int FIRST = 12;
  private static final int NEAREST = 6;
  private static final int COLUMNS = 30;
  private static final int LONGEST = 40;

  private record Line(String label, List<String> cells) {}

  private record Comparison(List<String> tables, List<Line> lines, String remark) {}

  private record Bar(String label, String generated, String real, String share) {}

  private record Column(String name, String similarity, List<Bar> bars) {}

  private record Histograms(List<Column> columns) {}

  private record Row(List<String> cells) {}

  private record Records(String caption, List<String> names, List<Row> rows) {}

  /**
   * Lays out the page.
   *
   * @return the whole page
   */
  public String html() {
    TableEvaluation.Judged judged = evaluation.judged();
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of("Figures", COMPARISON, comparison()));
    sections.add(Section.of("Columns", HISTOGRAMS, histograms(judged)));
    List<Figure> pairs = PairMaps.of(judged);
    if (!pairs.isEmpty()) {
      sections.add(Section.ofFigures("Pairs of columns", pairs));
    }
    sections.add(Section.of("Rows", RECORDS, first(judged)));
    if (!judged.matches().isEmpty()) {
      sections.add(Section.of("Nearest training rows", RECORDS, nearest(judged)));
    }
    return new Page(
            title,
            "%s generated rows compared with %s held-out rows"
                .formatted(judged.generated().size(), judged.test().size()),
            sections)
        .html();
  }

  private Comparison comparison() {
    List<Line> lines = new ArrayList<>();
    TableEvaluationText.lines(evaluation)
        .forEach((label, cells) -> lines.add(new Line(label, cells)));
    String copies =
        evaluation
            .heldOutCopies()
            .map(
                share ->
                    String.format(
                        Locale.ROOT,
                        " Of the held-out rows, %.2f %% are equal to a training row, and the ratio of their closest records is 1.",
                        100 * share))
            .orElse("");
    return new Comparison(
        List.copyOf(evaluation.figures().keySet()),
        lines,
        "Column Shapes, Column Pair Trends, the overall score and the measures whose names have no spaces are defined as in SDMetrics 0.29; 1 is best. An AUC of 0.5 means that a classifier cannot distinguish the rows from held-out ones. After ± stands half a 95 % interval."
            + copies);
  }

  private static Histograms histograms(TableEvaluation.Judged judged) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < Math.min(COLUMNS, judged.test().columns().size()); c++) {
      ColumnBars bars = ColumnBars.of(judged.reader(), judged.test(), judged.generated(), c);
      double highest =
          bars.bars().stream()
              .mapToDouble(bar -> Math.max(bar.real(), bar.generated()))
              .max()
              .orElse(1);
      double scale = highest > 0 ? highest : 1;
      columns.add(
          new Column(
              shortened(bars.name()),
              String.format(Locale.ROOT, "%.4f", judged.scores().columns().get(c).similarity()),
              bars.bars().stream()
                  .map(
                      bar ->
                          new Bar(
                              shortened(bar.label()),
                              percent(bar.generated() / scale),
                              percent(bar.real() / scale),
                              percent(bar.generated())))
                  .toList()));
    }
    return new Histograms(columns);
  }

  private static Records first(TableEvaluation.Judged judged) {
    return new Records(
        "The first generated rows, not cherry-picked.",
        names(judged.test()),
        IntStream.range(0, Math.min(FIRST, judged.generated().size()))
            .mapToObj(r -> row(judged, judged.generated(), r))
            .toList());
  }

  private static Records nearest(TableEvaluation.Judged judged) {
    JudgedRows training = judged.training().orElseThrow();
    List<Row> rows = new ArrayList<>();
    judged.matches().stream()
        .sorted(Comparator.comparingDouble(ClosestRows.Match::distance))
        .limit(NEAREST)
        .forEach(
            match -> {
              rows.add(row(judged, judged.generated(), match.row()));
              rows.add(row(judged, training, match.training()));
            });
    return new Records(
        "The %s of the first %s generated rows that are nearest to a training row, each above that row."
            .formatted(Math.min(NEAREST, judged.matches().size()), judged.matches().size()),
        names(judged.test()),
        rows);
  }

  private static List<String> names(JudgedRows rows) {
    return rows.columns().stream().limit(COLUMNS).map(column -> shortened(column.name())).toList();
  }

  private static Row row(TableEvaluation.Judged judged, JudgedRows rows, int row) {
    List<String> cells = new ArrayList<>();
    for (int c = 0; c < Math.min(COLUMNS, rows.columns().size()); c++) {
      JudgedColumn column = rows.columns().get(c);
      double value = rows.values(c)[row];
      cells.add(
          Double.isNaN(value)
              ? ""
              : shortened(
                  column.measured()
                      ? column.column().text((long) value)
                      : judged.reader().levels(column).get((int) value)));
    }
    return new Row(cells);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
