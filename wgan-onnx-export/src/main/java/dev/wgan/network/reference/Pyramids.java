package dev.wgan.network.reference;

import dev.wgan.network.Completion;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import java.util.List;

/** The layers of {@link Completion}. */
final class Pyramids {
  private static final Upsample DOUBLE = new Upsample(List.of(2, 2), Upsample.Mode.LINEAR, false);

  private Pyramids() {}

  /** Fills holes level by level: the fill of the coarser level stands where nothing is given. */
  static Values fill(Values x, Values mask, int levels, int sweeps) {
    return filled(x, mask.map(hole -> 1 - hole), levels, sweeps);
  }

  private static Values filled(Values x, Values weight, int levels, int sweeps) {
    if (levels == 0) {
      return x;
    }
    Shape half = Shape.of(x.channels(), x.height() / 2, x.width() / 2);
    Values coarse = Values.zeros(x.n(), half);
    Values coarseWeight = Values.zeros(x.n(), half.with(0, 1));
    for (int n = 0; n < x.n(); n++) {
      for (int row = 0; row < half.dim(1); row++) {
        for (int column = 0; column < half.dim(2); column++) {
          average(x, weight, coarse, coarseWeight, n, row, column);
        }
      }
    }
    Values below = filled(coarse, coarseWeight, levels - 1, sweeps);
    Values fill = mix(weight, x, Upsampling.upsample(DOUBLE, below, x.shape()));
    for (int sweep = 0; sweep < sweeps; sweep++) {
      fill = mix(weight, x, neighbours(fill));
    }
    return fill;
  }

  /** The mean of the four neighbours; a pixel at the edge counts for the one beyond it. */
  private static Values neighbours(Values x) {
    Values y = Values.zeros(x.n(), x.shape());
    for (int plane = 0; plane < x.n() * x.channels(); plane++) {
      for (int row = 0; row < x.height(); row++) {
        for (int column = 0; column < x.width(); column++) {
          double sum =
              at(x, plane, row - 1, column)
                  + at(x, plane, row + 1, column)
                  + at(x, plane, row, column - 1)
                  + at(x, plane, row, column + 1);
          y.data()[plane * x.positions() + row * x.width() + column] = sum / 4;
        }
      }
    }
    return y;
  }

  private static double at(Values x, int plane, int row, int column) {
    int r = Math.max(0, Math.min(x.height() - 1, row));
    int c = Math.max(0, Math.min(x.width() - 1, column));
    return x.data()[plane * x.positions() + r * x.width() + c];
  }

  /** The weighted mean of four pixels in each channel, and their weight. */
  private static void average(
      Values x, Values weight, Values coarse, Values coarseWeight, int n, int row, int column) {
    double[] shares = new double[4];
    double share = 0;
    for (int i = 0; i < 4; i++) {
      shares[i] = weight.data()[n * x.positions() + place(x, row, column, i)];
      share += shares[i] / 4;
    }
    int to = row * coarse.width() + column;
    coarseWeight.data()[n * coarse.positions() + to] = Math.min(1, 4 * share);
    for (int channel = 0; channel < x.channels(); channel++) {
      int plane = n * x.channels() + channel;
      double sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += shares[i] * x.data()[plane * x.positions() + place(x, row, column, i)] / 4;
      }
      coarse.data()[plane * coarse.positions() + to] =
          sum / Math.max(share, Completion.PyramidFill.LEAST_WEIGHT);
    }
  }

  private static int place(Values x, int row, int column, int i) {
    return (2 * row + i / 2) * x.width() + 2 * column + i % 2;
  }

  /** {@code weight a + (1 - weight) b}, one weight for all channels of a pixel. */
  static Values mix(Values weight, Values a, Values b) {
    Values y = Values.zeros(a.n(), a.shape());
    for (int i = 0; i < y.data().length; i++) {
      int sample = i / a.shape().elements();
      double w = weight.data()[sample * a.positions() + i % a.positions()];
      y.data()[i] = w * a.data()[i] + (1 - w) * b.data()[i];
    }
    return y;
  }
}
