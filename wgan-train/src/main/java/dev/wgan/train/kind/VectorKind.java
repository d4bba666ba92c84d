package dev.wgan.train.kind;

import dev.wgan.runtime.SampleKind;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Samples of any shape without a more specific kind. Vectors of two elements are points of the
 * plane, which are drawn together with the critic's scores.
 *
 * <p>Immutable and thread-safe.
 */
public record VectorKind() implements Kind {
  @Override
  public SampleKind id() {
    return SampleKind.VECTOR;
  }

  @Override
  public void overview(ModelView model, Path folder) throws IOException {
    Contours.write(model, folder);
  }
}
