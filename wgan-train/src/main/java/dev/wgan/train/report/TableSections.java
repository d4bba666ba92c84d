package dev.wgan.train.report;

import dev.wgan.train.monitor.Numbers;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The sections of typed tables: generated rows, and columns of the data next to generated ones.
 *
 * <p>Thread-safe: there is no state.
 */
final class TableSections {
  private static final Template ROWS = Template.of(TableSections.class, "rows");
  private static final Template COLUMNS = Template.of(TableSections.class, "columns");
  private static final int LONGEST = 40;

  private TableSections() {}

  /** The input of the template of rows. */
  private record Rows(String caption, List<String> names, List<Row> rows) {}

  private record Row(List<String> cells) {}

  /** The input of the template of columns. */
  private record Columns(List<Card> columns) {}

  private record Card(String name, List<Share> shares) {}

  private record Share(String label, String real, String generated, double highest) {}

  static Optional<Section> rows(Run run) {
    return run.table()
        .map(
            table ->
                Section.of(
                    "Rows",
                    ROWS,
                    new Rows(
                        "The first rows at step %s.".formatted(Numbers.count(table.step())),
                        table.names().stream().map(TableSections::shortened).toList(),
                        table.rows().stream()
                            .map(
                                row -> new Row(row.stream().map(TableSections::shortened).toList()))
                            .toList())));
  }

  static Optional<Section> columns(Run run) {
    return run.table()
        .map(
            table ->
                Section.of(
                    "Columns",
                    COLUMNS,
                    new Columns(table.columns().stream().map(TableSections::card).toList())));
  }

  private static Card card(TableSample.Column column) {
    double highest =
        column.bins().stream()
            .mapToDouble(bin -> Math.max(bin.real(), bin.generated()))
            .max()
            .orElse(1);
    return new Card(
        shortened(column.name()),
        column.bins().stream()
            .map(
                bin ->
                    new Share(
                        shortened(bin.label()),
                        percent(bin.real()),
                        percent(bin.generated()),
                        Math.ceil(100 * highest)))
            .toList());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
