package dev.wgan.train.rows;

import java.util.Arrays;

/** The losses of boosted trees, with their derivatives by the scores of a row. */
enum TreeLoss {
  /** Half the squared difference of one score and a number. */
  SQUARES {
    @Override
    void derivatives(double[] scores, double target, double[] slopes, double[] curves) {
      slopes[0] = scores[0] - target;
      curves[0] = 1;
    }

    @Override
    double[] start(double[] targets, int outputs) {
      return new double[] {Arrays.stream(targets).average().orElse(0)};
    }
  },

  /** The cross-entropy of a target of 0 or 1 with one score, the logarithm of its odds. */
  LOGISTIC {
    @Override
    void derivatives(double[] scores, double target, double[] slopes, double[] curves) {
      double share = 1 / (1 + Math.exp(-scores[0]));
      slopes[0] = share - target;
      curves[0] = Math.max(SMALLEST, share * (1 - share));
    }

    @Override
    double[] start(double[] targets, int outputs) {
      double share = Arrays.stream(targets).average().orElse(0.5);
      return new double[] {Math.log((share + SMALLEST) / (1 - share + SMALLEST))};
    }
  },

  /** The cross-entropy of the number of a class with one score per class. */
  SOFTMAX {
    @Override
    void derivatives(double[] scores, double target, double[] slopes, double[] curves) {
      double highest = Arrays.stream(scores).max().orElse(0);
      double total = 0;
      for (int k = 0; k < scores.length; k++) {
        slopes[k] = Math.exp(scores[k] - highest);
        total += slopes[k];
      }
      for (int k = 0; k < scores.length; k++) {
        double share = slopes[k] / total;
        slopes[k] = share - (k == (int) target ? 1 : 0);
        curves[k] = Math.max(SMALLEST, share * (1 - share));
      }
    }

    @Override
    double[] start(double[] targets, int outputs) {
      double[] scores = new double[outputs];
      Arrays.stream(targets).forEach(target -> scores[(int) target] += 1);
      return Arrays.stream(scores).map(n -> Math.log((n + 1) / targets.length)).toArray();
    }
  };

  private static final double SMALLEST = 1e-9;

  /** Computes the first and second derivatives of the loss of a row by each of its scores. */
  abstract void derivatives(double[] scores, double target, double[] slopes, double[] curves);

  /** The constant scores from which boosting starts. */
  abstract double[] start(double[] targets, int outputs);
}
