package dev.wgan.train.architecture;

import dev.wgan.network.Dropout;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.Normalization;
import dev.wgan.train.constraint.CriticNormalization;
import java.util.List;

/** The optional layers of a critic, each as a list of none or one. */
final class CriticLayers {
  private static final double EPS = 1e-5;

  private CriticLayers() {}

  /** Layer normalization is a group normalization of one group: its scale is per channel. */
  static List<LayerSpec> normalization(CriticNormalization normalization, int channels) {
    return switch (normalization) {
      case NONE -> List.of();
      case LAYER -> List.of(new Normalization.GroupNorm(1, channels, EPS, true));
      case BATCH -> List.of(new Normalization.BatchNorm(channels, EPS, 0.1, true));
    };
  }

  static List<LayerSpec> dropout(Architecture architecture) {
    return architecture.dropout() > 0 ? List.of(new Dropout(architecture.dropout())) : List.of();
  }
}
