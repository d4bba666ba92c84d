package dev.wgan.train.evaluate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of an evaluation that only sounds have.
 *
 * <p>Immutable and thread-safe.
 *
 * @param scale Fréchet distances from all training clips, in features: of samples, of other real
 *     clips and of training clips that were made worse; empty without features
 * @param tones the test for tones; null for clips too short for it
 */
public record SoundEvaluation(List<Degree> scale, @Nullable ToneTest tones) {
  /** Copies the list. */
  public SoundEvaluation {
    scale = List.copyOf(scale);
  }

  /**
   * A point of the scale.
   *
   * @param name the clips
   * @param distance their Fréchet distance from all training clips
   */
  public record Degree(String name, double distance) {}
}
