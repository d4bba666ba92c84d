package dev.wgan.train.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wgan.train.config.Presets;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.data.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pictures of restoring tasks that stand next to each other. */
class PanelsTest {
  private static final int SIDE = 16;

  private static float[] ramps(int planes) {
    float[] ramps = new float[planes * SIDE * SIDE];
    for (int i = 0; i < ramps.length; i++) {
      int plane = i / (SIDE * SIDE);
      ramps[i] = 0.1f * (i % SIDE) - 0.8f + 0.01f * plane;
    }
    return ramps;
  }

  @Test
  void enlargingShowsInputBicubicResultAndOriginal() {
    float[] originals = ramps(6);
    float[] small = new float[6 * 64];
    for (int i = 0; i < small.length; i++) {
      small[i] = originals[i / 8 * 2 * SIDE + i % 8 * 2] + 0.05f; // the mean of two columns
    }
    Batch given =
        Batch.of(Batch.IMAGE, small, 2, 3, 8, 8)
            .and(Batch.of(Batch.SAMPLE, originals, 2, 3, SIDE, SIDE));
    float[] result = new float[originals.length];
    List<float[]> panels = Task.of(Presets.of("upscale").with("factor=2")).panels(given, result);
    assertThat(panels).hasSameSizeAs(TaskChoice.Type.UPSCALE.panels());
    assertThat(panels.get(0)[SIDE * SIDE + 7]).isEqualTo(small[64 + 3]);
    int inside = 5 * SIDE * SIDE + 8 * SIDE + 8;
    assertThat(panels.get(1)[inside]).isCloseTo(originals[inside], within(1e-4f));
    assertThat(panels.get(2)).isSameAs(result);
    assertThat(panels.get(3)).isEqualTo(originals);
  }

  @Test
  void completingShowsInputHarmonicFillResultAndOriginal() {
    float[] originals = ramps(3);
    float[] mask = new float[SIDE * SIDE];
    float[] holed = originals.clone();
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % SIDE > 4 && i % SIDE < 10 && i / SIDE > 4 && i / SIDE < 11 ? 1 : 0;
    }
    for (int i = 0; i < holed.length; i++) {
      holed[i] *= 1 - mask[i % mask.length];
    }
    Batch given =
        Batch.of(Batch.IMAGE, holed, 1, 3, SIDE, SIDE)
            .and(Batch.of(Batch.MASK, mask, 1, 1, SIDE, SIDE))
            .and(Batch.of(Batch.SAMPLE, originals, 1, 3, SIDE, SIDE));
    float[] result = new float[originals.length];
    List<float[]> panels = Task.of(Presets.of("inpaint")).panels(given, result);
    assertThat(panels).hasSameSizeAs(TaskChoice.Type.INPAINT.panels());
    assertThat(panels.get(0)).isEqualTo(holed);
    assertThat(panels.get(1)).containsExactly(originals, within(5e-3f));
    assertThat(panels.get(2)).isSameAs(result);
    assertThat(panels.get(3)).isEqualTo(originals);
  }
}
