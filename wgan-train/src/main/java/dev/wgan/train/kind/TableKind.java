package dev.wgan.train.kind;

import dev.wgan.runtime.SampleKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows of a table, {@code [columns]}. Rows of two columns are points of the plane, which are drawn
 * together with the critic's scores.
 *
 * <p>Immutable and thread-safe.
 */
public record TableKind() implements Kind {
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
    return "of %s column%s".formatted(shape.get(0), shape.get(0) == 1 ? "" : "s");
  }

  @Override
  public boolean distinct() {
    return false;
  }

  @Override
  public void overview(ModelView model, Path folder) throws IOException {
    Contours.write(model, folder);
  }
}
