package dev.wgan.train.kind;

import dev.wgan.runtime.SampleKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows of a table: {@code [columns]} of plain numbers, or the scores and one-hot values of typed
 * columns. Rows of two plain numbers are points of the plane, which are drawn together with the
 * critic's scores.
 *
 * <p>Immutable and thread-safe.
 *
 * @param typedColumns the number of typed columns; 0 for rows of plain numbers
 */
public record TableKind(int typedColumns) implements Kind {
  @Override
  public SampleKind id() {
    return SampleKind.TABLE;
  }

  @Override
  public String noun() {
    return "row";
  }

  @Override
  public String extent(List<Integer> shape) {
    int columns = typedColumns > 0 ? typedColumns : shape.get(0);
    return "of %s%s column%s"
        .formatted(columns, typedColumns > 0 ? " typed" : "", columns == 1 ? "" : "s");
  }

  @Override
  public boolean distinct() {
    return false;
  }

  @Override
  public void overview(ModelView model, Path folder) throws IOException {
    if (typedColumns == 0) {
      Contours.write(model, folder);
    }
  }
}
