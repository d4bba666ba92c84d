package dev.wgan.spark;

import dev.wgan.runtime.InputException;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.TensorData;
import dev.wgan.table.IgnoredType;
import dev.wgan.table.TableColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a model's table, by the kind of its samples.
 *
 * <p>Immutable and thread-safe; travels to executors.
 *
 * @param cells the columns from left to right
 */
@SuppressWarnings("serial") // the list is an immutable one, which is serializable
record TableColumns(List<Cell> cells) implements Serializable {
  TableColumns {
    cells = List.copyOf(cells);
  }

  static TableColumns of(ModelInfo info, ReadRequest request) {
    List<Cell> cells = new ArrayList<>();
    cells.add(new IndexCell(request.indexColumn()));
    if (info.classes() > 0) {
      cells.add(new LabelCell());
      cells.add(ClassCell.of(info.classNames()));
    }
    if (info.table().isPresent()) {
      List<TableColumn> columns = info.table().get().schema().columns();
      for (int c = 0; c < columns.size(); c++) {
        if (!(columns.get(c).type() instanceof IgnoredType)) {
          cells.add(TypedCell.of(columns.get(c), c));
        }
      }
    } else {
      boolean plain =
          info.standardisation().isEmpty()
              && info.output().type() == TensorData.ElementType.FLOAT32;
      cells.add(new SampleCell(elements(info), plain));
      rendered(info).forEach(cells::add);
    }
    requireDistinct(cells);
    return new TableColumns(cells);
  }

  private static Stream<Cell> rendered(ModelInfo info) {
    return switch (info.output().kind()) {
      case IMAGE -> Stream.of(new FileCell(FileCell.Format.PNG, elements(info)));
      case AUDIO -> Stream.of(new FileCell(FileCell.Format.WAV, elements(info)));
      case VIDEO -> Stream.of(new FileCell(FileCell.Format.GIF, elements(info)));
      case TABLE, VECTOR -> Stream.of();
    };
  }

  private static int elements(ModelInfo info) {
    return info.output().shape().stream().reduce(1, Math::multiplyExact);
  }

  private static void requireDistinct(List<Cell> cells) {
    Set<String> names = new HashSet<>();
    for (Cell cell : cells) {
      String name = cell.field().name();
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw new InputException(
            "two columns have the name '%s', in which Spark ignores case: set the option indexColumn"
                    .formatted(name)
                + " if one of them is the column of indices");
      }
    }
  }

  StructType type() {
    return new StructType(cells.stream().map(Cell::field).toArray(StructField[]::new));
  }

  /** The columns that a query reads, in its order. */
  TableColumns prunedTo(StructType required) {
    return new TableColumns(
        Stream.of(required.fieldNames())
            .map(
                name ->
                    cells.stream()
                        .filter(cell -> cell.field().name().equals(name))
                        .findFirst()
                        .orElseThrow())
            .toList());
  }

  /** The bytes of a row, roughly. */
  long bytes() {
    return cells.stream().mapToLong(Cell::bytes).sum();
  }

  /** Returns whether the network must run. */
  boolean drawn() {
    return cells.stream().anyMatch(Cell::drawn);
  }
}
