package dev.wgan.train.cli;

import dev.wgan.train.data.GaussianMixture;
import dev.wgan.train.data.Toys;
import dev.wgan.train.evaluate.PointSet;
import java.util.List;

/** The toys by name. */
enum Toy {
  RING,
  GRID;

  GaussianMixture mixture() {
    return switch (this) {
      case RING -> Toys.RING;
      case GRID -> Toys.GRID;
    };
  }

  PointSet centres() {
    List<GaussianMixture.Point> points = mixture().centres();
    float[] values = new float[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      values[2 * i] = points.get(i).x();
      values[2 * i + 1] = points.get(i).y();
    }
    return PointSet.of(values, 2);
  }
}
