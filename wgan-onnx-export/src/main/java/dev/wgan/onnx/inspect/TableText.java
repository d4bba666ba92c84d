package dev.wgan.onnx.inspect;

import dev.wgan.table.ColumnCode;
import dev.wgan.table.CombinationConstraint;
import dev.wgan.table.ConstantType;
import dev.wgan.table.LevelType;
import dev.wgan.table.LogitCode;
import dev.wgan.table.OrderConstraint;
import dev.wgan.table.RangeConstraint;
import dev.wgan.table.RowConstraint;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.TableCodec;
import dev.wgan.table.TableColumn;
import dev.wgan.table.UniqueConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The typed columns of a model that draws rows of a table, with their types and values.
 *
 * <p>Thread-safe: there is no state.
 */
final class TableText {
  private static final int MOST_LEVELS = 8;
  private static final int MOST_SHOWN = 60;

  private TableText() {}

  /** Returns a line per column; none for other models, and where a property cannot be read. */
  static List<String> of(Map<String, String> metadata) {
    Optional<TableCodec> table;
    try {
      table = TableCodec.read(metadata);
    } catch (IllegalArgumentException e) { // a damaged description, which is shown as it is
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    table.ifPresent(codec -> columns(codec, lines));
    return lines;
  }

  private static void columns(TableCodec codec, List<String> lines) {
    List<TableColumn> columns = codec.schema().columns();
    int name = width(columns.stream().map(column -> shown(column.name())).toList(), "column");
    int type = width(columns.stream().map(column -> column.type().word().text()).toList(), "type");
    lines.add(padded("column", name) + padded("type", type) + "values");
    for (int c = 0; c < columns.size(); c++) {
      TableColumn column = columns.get(c);
      lines.add(
          (padded(shown(column.name()), name)
                  + padded(column.type().word().text(), type)
                  + values(column, codec.codes().get(c)))
              .stripTrailing());
    }
    for (RowConstraint constraint : codec.schema().constraints()) {
      lines.add(shown(sentence(constraint)));
    }
  }

  private static String sentence(RowConstraint constraint) {
    if (constraint instanceof RangeConstraint range) {
      return "%s is from %s to %s"
          .formatted(range.column(), range.low().orElse("any"), range.high().orElse("any"));
    } else if (constraint instanceof OrderConstraint order) {
      return "%s <= %s".formatted(order.low(), order.high());
    } else if (constraint instanceof CombinationConstraint fixed) {
      return "%s have %s fixed combinations"
          .formatted(String.join(", ", fixed.columns()), fixed.rows().size());
    }
    return "%s: unique within a call".formatted(((UniqueConstraint) constraint).columns());
  }

  private static String values(TableColumn column, ColumnCode code) {
    String values = "";
    if (column.type() instanceof ConstantType constant) {
      values = constant.constant();
    } else if (code instanceof LogitCode logits) {
      long[] positions = logits.positions();
      String rest = positions.length > MOST_LEVELS ? ", ... (" + positions.length + ")" : "";
      values =
          String.join(
                  ", ", Arrays.stream(positions).limit(MOST_LEVELS).mapToObj(column::text).toList())
              + rest;
    } else if (code instanceof ScoreCode score) {
      values =
          column.type() instanceof LevelType levels
              ? levels.size() + " categories"
              : column.text(score.quantile(0)) + " to " + column.text(score.quantile(1));
    }
    return shown(values) + (column.missing().isPresent() ? ", may be missing" : "");
  }

  private static int width(List<String> cells, String heading) {
    return Math.max(heading.length(), cells.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length() + 2);
  }

  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "...";
  }
}
