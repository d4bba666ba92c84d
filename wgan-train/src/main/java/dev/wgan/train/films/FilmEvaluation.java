package dev.wgan.train.films;

import dev.wgan.train.evaluate.Classified;
import dev.wgan.train.evaluate.Classifier;
import dev.wgan.train.evaluate.EvaluationException;
import dev.wgan.train.evaluate.FrechetDistance;
import dev.wgan.train.evaluate.Memorisation;
import dev.wgan.train.evaluate.PointSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Figures of generated films next to those of real films that give them a scale.
 *
 * <p>Thread-safe: there is no state.
 */
public final class FilmEvaluation {
  /** The deviation of the noise on the films that the distance of frames is compared with. */
  public static final float NOISE = 0.2f;

  private static final int BATCH = 500;

  /** The largest number of films whose nearest neighbours are searched. */
  private static final int QUERIES = 1000;

  private FilmEvaluation() {}

  /**
   * The figures of one set of films.
   *
   * @param frameDistance the Fréchet distance of all frames in the classifier's features from those
   *     of the real films
   * @param sameClass the share of films whose first and last frame have one class, 0 to 1
   * @param motionDistance the 1-Wasserstein distance, in pixels, between the distributions of the
   *     way that the centre of mass moves from a frame to the next
   * @param motion the mean of that way, in pixels
   */
  public record Figures(
      double frameDistance, double sameClass, double motionDistance, double motion) {}

  /**
   * Evaluates films.
   *
   * @param generated generated films
   * @param real real films, equally many
   * @param other other real films, equally many
   * @param frames a classifier of frames
   * @param seed the seed of noise and shuffling
   * @return figures of the generated films, of the other real films, and of these with noise and
   *     with shuffled frames
   * @throws EvaluationException if there are not equally many films of one shape
   */
  public static Map<String, Figures> of(
      Films generated, Films real, Films other, Classifier frames, long seed) {
    for (Films films : new Films[] {generated, other}) {
      if (films.size() != real.size() || !films.shape().equals(real.shape())) {
        throw new EvaluationException(
            "%s films of shape %s against %s of shape %s: expected equally many of one shape"
                .formatted(films.size(), films.shape(), real.size(), real.shape()));
      }
    }
    PointSet features = features(real, frames);
    double[] motion = real.displacements();
    Map<String, Figures> figures = new LinkedHashMap<>();
    figures.put("generated", figures(generated, features, motion, frames));
    figures.put("other real films", figures(other, features, motion, frames));
    figures.put(
        String.format(Locale.ROOT, "with noise of deviation %.1f", NOISE),
        figures(other.noisy(NOISE, seed), features, motion, frames));
    figures.put("with shuffled frames", figures(other.shuffled(seed), features, motion, frames));
    return figures;
  }

  /**
   * Looks for copies of films: in the first, middle and last frame, which may be mirrored or
   * shifted by up to two pixels (of halved frames, if frames are large). Copies that start at
   * another moment are not found.
   *
   * @param generated 20 generated films or more
   * @param films the number of films that may have been copied, 20 or more
   * @param film each of these films by its index
   * @return the result
   */
  public static Memorisation copies(Films generated, int films, IntFunction<float[]> film) {
    List<Integer> shape = generated.shape();
    Films queries = generated.slice(0, Math.min(QUERIES, generated.size()));
    FilmMoments samples =
        FilmMoments.of(queries.size(), i -> queries.slice(i, i + 1).values(), shape);
    return Memorisation.withoutHeldOut(
        samples.points(), FilmMoments.of(films, film, shape).points(), QUERIES, samples.shape());
  }

  private static Figures figures(
      Films films, PointSet features, double[] motion, Classifier frames) {
    double[] moved = films.displacements();
    return new Figures(
        FrechetDistance.between(features(films, frames), features),
        sameClass(films, frames),
        wasserstein(moved, motion),
        Arrays.stream(moved).average().orElse(0));
  }

  /** The mean distance between equally ranked numbers. */
  static double wasserstein(double[] a, double[] b) {
    double[] left = a.clone();
    double[] right = b.clone();
    Arrays.sort(left);
    Arrays.sort(right);
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.abs(left[i] - right[i]);
    }
    return sum / left.length;
  }

  static double sameClass(Films films, Classifier frames) {
    int[] first = classify(films.frame(0), films.size(), frames).labels();
    int[] last = classify(films.frame(films.frames() - 1), films.size(), frames).labels();
    int same = 0;
    for (int i = 0; i < first.length; i++) {
      same += first[i] == last[i] ? 1 : 0;
    }
    return (double) same / first.length;
  }

  /** The features of all frames, frame by frame. */
  private static PointSet features(Films films, Classifier frames) {
    float[] all = new float[films.frames() * films.size() * frames.dimension()];
    int at = 0;
    for (int t = 0; t < films.frames(); t++) {
      float[] found = classify(films.frame(t), films.size(), frames).features();
      System.arraycopy(found, 0, all, at, found.length);
      at += found.length;
    }
    return PointSet.of(all, frames.dimension());
  }

  private static Classified classify(float[] images, int n, Classifier classifier) {
    int size = images.length / n;
    float[] features = new float[n * classifier.dimension()];
    int[] labels = new int[n];
    for (int from = 0; from < n; from += BATCH) {
      int count = Math.min(BATCH, n - from);
      Classified batch =
          classifier.classify(
              Arrays.copyOfRange(images, from * size, (from + count) * size), count);
      System.arraycopy(
          batch.features(), 0, features, from * classifier.dimension(), batch.features().length);
      System.arraycopy(batch.labels(), 0, labels, from, count);
    }
    return Classified.of(features, labels);
  }
}
