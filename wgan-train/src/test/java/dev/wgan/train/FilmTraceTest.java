package dev.wgan.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.Shape;
import dev.wgan.train.architecture.Architecture;
import dev.wgan.train.optimizer.Adam;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Twenty iterations of a conditional WGAN of films, compared with PyTorch. {@code
 * golden/film/trace.py} and {@code sprite.py} in the test resources made the numbers.
 */
class FilmTraceTest {
  private static final int BATCH = 4;
  private static final int FRAMES = 4;
  private static final int SIDE = 28;
  private static final int SQUARE = 8;

  @ParameterizedTest
  @EnumSource(
      value = Architecture.Kind.class,
      names = {"TGAN", "SPRITE"})
  void repeatsEveryLossAndWeight(Architecture.Kind kind) throws IOException {
    Architecture family = new Architecture(kind, 2, 1, 4, Shape.of(FRAMES, 1, SIDE, SIDE), 3, 0);
    ConditionalTrace.read("/golden/film/%s.json".formatted(kind.name().toLowerCase(Locale.ROOT)))
        .isRepeatedBy(family, new Adam(0, 0.9, 1e-3), FilmTraceTest::films);
  }

  /** White squares that move over black. */
  private static float[] films(JsonNode step) {
    float[] films = new float[BATCH * FRAMES * SIDE * SIDE];
    int at = 0;
    for (int i = 0; i < BATCH; i++) {
      for (int t = 0; t < FRAMES; t++) {
        int left = step.get("x").get(i).intValue() + t * step.get("dx").get(i).intValue();
        int top = step.get("y").get(i).intValue() + t * step.get("dy").get(i).intValue();
        for (int p = 0; p < SIDE * SIDE; p++) {
          int column = p % SIDE - left;
          int row = p / SIDE - top;
          boolean white = column >= 0 && column < SQUARE && row >= 0 && row < SQUARE;
          films[at++] = white ? 1 : -1;
        }
      }
    }
    return films;
  }
}
