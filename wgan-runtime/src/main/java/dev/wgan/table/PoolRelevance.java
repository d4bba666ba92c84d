package dev.wgan.table;

/**
 * The dependence of columns of a pool on each other: their mutual information as a share of the
 * smaller of their entropies, from 0 for independent columns to 1.
 *
 * <p>Thread-safe: a value is computed when it is first needed, to the same number by every thread.
 */
final class PoolRelevance {
  /** Dependence that rows of a finite pool show by chance, and less than it, counts as none. */
  private static final double CHANCE = 0.002;

  private final PoolColumn[] columns;
  private final float[] known; // [columns, columns], the value plus 1, 0 if it is not known yet

  PoolRelevance(PoolColumn[] columns) {
    this.columns = columns.clone();
    this.known = new float[columns.length * columns.length];
  }

  float of(int given, int wanted) {
    int place = Math.min(given, wanted) * columns.length + Math.max(given, wanted);
    if (known[place] == 0) {
      known[place] = 1 + compute(columns[given].classes(), columns[wanted].classes());
    }
    return known[place] - 1;
  }

  private static float compute(byte[] given, byte[] wanted) {
    int classes = PoolColumn.classCount();
    double[] joint = new double[classes * classes];
    double[] first = new double[classes];
    double[] second = new double[classes];
    double share = 1.0 / given.length;
    for (int r = 0; r < given.length; r++) {
      joint[given[r] * classes + wanted[r]] += share;
      first[given[r]] += share;
      second[wanted[r]] += share;
    }
    double both = entropy(joint);
    double a = entropy(first);
    double b = entropy(second);
    double smaller = Math.min(a, b);
    double relevance = smaller <= 0 ? 0 : (a + b - both) / smaller;
    return relevance < CHANCE ? 0 : (float) Math.min(1, relevance);
  }

  private static double entropy(double[] shares) {
    double sum = 0;
    for (double share : shares) {
      sum -= share > 0 ? share * StrictMath.log(share) : 0;
    }
    return sum;
  }
}
