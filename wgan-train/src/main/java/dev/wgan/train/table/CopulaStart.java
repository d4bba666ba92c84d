package dev.wgan.train.table;

import dev.wgan.noise.NormalQuantile;
import dev.wgan.table.ColumnCode;
import dev.wgan.table.ScoreCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A Gaussian copula of a table, from which a generator starts: one normal latent per score and per
 * block of logits, correlated by a Cholesky factor. Scores are the correlated latents. The logits
 * of a block are a weight times its latent plus a bias, fitted so that every category has its
 * share.
 *
 * <p>Immutable and thread-safe; the arrays are not copied and must not be changed.
 */
public final class CopulaStart {
  /** The factor of logits: how sharply the latent of a block separates its categories. */
  private static final double SHARPNESS = 20;

  private static final int BIAS_STEPS = 100;
  private static final int BIAS_DRAWS = 4096;
  private static final double END = 1e-5;

  private final double[][] factor;
  private final double[][] weights;
  private final double[][] biases;
  private final int scores;

  private CopulaStart(double[][] factor, double[][] weights, double[][] biases, int scores) {
    this.factor = factor;
    this.weights = weights;
    this.biases = biases;
    this.scores = scores;
  }

  /**
   * Fits the copula of a table.
   *
   * @param table the rows and their codes
   * @param seed the seed of the draws within ties
   * @return the copula
   */
  public static CopulaStart fit(FittedTable table, long seed) {
    Draws draws = new Draws(seed);
    List<double[]> scores = new ArrayList<>();
    List<int[]> blocks = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int c = 0; c < table.codec().codes().size(); c++) {
      ColumnCode code = table.codec().codes().get(c);
      long[] cells = table.positions(c);
      if (code instanceof ScoreCode score) {
        Bands bands = Bands.of(score, cells);
        scores.add(
            IntStream.range(0, cells.length)
                .mapToDouble(r -> bands.score(r, draws.next()))
                .toArray());
      }
      if (code.logits() > 0) {
        blocks.add(LogitBlocks.numbers(code, cells));
        sizes.add(code.logits());
      }
    }
    double[] order =
        scores.isEmpty()
            ? LevelAxis.of(blocks, table.size())
            : ScoreMatrix.principal(scores, table.size());
    List<double[]> latents = new ArrayList<>(scores);
    double[][] weights = new double[blocks.size()][];
    double[][] biases = new double[blocks.size()][];
    for (int b = 0; b < blocks.size(); b++) {
      Block block = Block.of(blocks.get(b), sizes.get(b), order, draws);
      latents.add(block.latent());
      weights[b] = Arrays.stream(block.means()).map(mean -> SHARPNESS * mean).toArray();
      biases[b] = biases(block);
    }
    return new CopulaStart(ScoreMatrix.cholesky(latents), weights, biases, scores.size());
  }

  /** A block of logits: the latent of each row, and of each category its mean and its share. */
  @SuppressWarnings("ArrayRecordComponent") // never compared; the arrays are not handed out
  private record Block(double[] latent, double[] means, double[] shares) {
    static Block of(int[] categories, int size, double[] order, Draws draws) {
      double[] sums = new double[size];
      double[] counts = new double[size];
      for (int r = 0; r < categories.length; r++) {
        sums[categories[r]] += order[r];
        counts[categories[r]]++;
      }
      List<Integer> ascending =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparingDouble(k -> sums[k] / Math.max(1, counts[k])))
              .toList();
      double[] low = new double[size];
      double before = 0;
      for (int k : ascending) {
        low[k] = before;
        before += counts[k] / categories.length;
      }
      double[] latent = new double[categories.length];
      double[] means = new double[size];
      for (int r = 0; r < latent.length; r++) {
        int k = categories[r];
        double share = low[k] + draws.next() * counts[k] / latent.length;
        latent[r] = NormalQuantile.of(Math.max(END, Math.min(1 - END, share)));
        means[k] += latent[r] / counts[k];
      }
      double[] shares = Arrays.stream(counts).map(n -> n / latent.length).toArray();
      return new Block(latent, means, shares);
    }
  }

  /** Biases by which the mean of the softmax over the latent is the share of each category. */
  private static double[] biases(Block block) {
    int size = block.means().length;
    double[] biases = new double[size];
    for (int k = 0; k < size; k++) {
      double rare = Math.max(1e-9, block.shares()[k]); // a mark of missing values without any
      biases[k] = Math.log(rare) - SHARPNESS * block.means()[k] * block.means()[k] / 2;
    }
    double[] mean = new double[size];
    double[] weights = new double[size];
    for (int step = 0; step < BIAS_STEPS; step++) {
      Arrays.fill(mean, 0);
      for (int d = 0; d < BIAS_DRAWS; d++) {
        double latent = NormalQuantile.of((d + 0.5) / BIAS_DRAWS);
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < size; k++) {
          weights[k] = SHARPNESS * block.means()[k] * latent + biases[k];
          highest = Math.max(highest, weights[k]);
        }
        double total = 0;
        for (int k = 0; k < size; k++) {
          weights[k] = Math.exp(weights[k] - highest);
          total += weights[k];
        }
        for (int k = 0; k < size; k++) {
          mean[k] += weights[k] / total / BIAS_DRAWS;
        }
      }
      for (int k = 0; k < size; k++) {
        double share = Math.max(1e-9, block.shares()[k]);
        biases[k] += Math.log(share / Math.max(1e-12, mean[k]));
      }
    }
    return biases;
  }

  /** Uniform numbers between 0 and 1, one after the other. */
  private static final class Draws {
    private final long seed;
    private long count;

    Draws(long seed) {
      this.seed = seed;
    }

    double next() {
      return UniformDraws.at(seed, count++);
    }
  }

  /**
   * Returns the number of latents.
   *
   * @return the number of scores plus that of blocks of logits
   */
  public int latents() {
    return factor.length;
  }

  /**
   * Returns the number of values of a row.
   *
   * @return the number of scores plus that of logits
   */
  public int width() {
    return scores + Arrays.stream(weights).mapToInt(block -> block.length).sum();
  }

  /**
   * Returns the lower Cholesky factor of the latents' correlations.
   *
   * @return [latents, latents]
   */
  double[][] factor() {
    return factor;
  }

  /**
   * Returns the weight of the copula as one linear layer.
   *
   * @param inputs the number of the layer's inputs, of which those after the latents have no effect
   * @return [width, inputs]
   */
  float[] weight(int inputs) {
    float[] weight = new float[width() * inputs];
    for (int k = 0; k < scores; k++) {
      for (int j = 0; j <= k; j++) {
        weight[k * inputs + j] = (float) factor[k][j];
      }
    }
    int row = scores;
    for (int b = 0; b < weights.length; b++) {
      for (double slope : weights[b]) {
        for (int j = 0; j <= scores + b; j++) {
          weight[row * inputs + j] = (float) (slope * factor[scores + b][j]);
        }
        row++;
      }
    }
    return weight;
  }

  /**
   * Returns the bias of the copula as one linear layer.
   *
   * @return [width]
   */
  float[] bias() {
    return values(new float[latents()]);
  }

  /**
   * Computes the values of rows, as the generator does before it is trained.
   *
   * @param latents standard normal numbers, [rows, latents]
   * @return the scores of each row, followed by its logits, [rows, width]
   */
  public float[] values(float[] latents) {
    int rows = latents.length / latents();
    float[] values = new float[rows * width()];
    double[] correlated = new double[latents()];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < correlated.length; k++) {
        correlated[k] = 0;
        for (int j = 0; j <= k; j++) {
          correlated[k] += factor[k][j] * latents[r * correlated.length + j];
        }
      }
      int at = r * width();
      for (int k = 0; k < scores; k++) {
        values[at++] = (float) correlated[k];
      }
      for (int b = 0; b < weights.length; b++) {
        for (int k = 0; k < weights[b].length; k++) {
          values[at++] = (float) (weights[b][k] * correlated[scores + b] + biases[b][k]);
        }
      }
    }
    return values;
  }
}
