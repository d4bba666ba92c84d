package dev.wgan.train.study;

import dev.wgan.train.evaluate.Classified;
import dev.wgan.train.evaluate.Classifier;
import dev.wgan.train.evaluate.FrechetDistance;
import dev.wgan.train.evaluate.NeighbourMetrics;
import dev.wgan.train.evaluate.PointSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges images in the features of a classifier.
 *
 * <p>Not thread-safe.
 */
public final class ImageJudge implements Judge {
  /** A class counts as present if it has at least a tenth of a fair share. */
  private static final double PRESENT = 0.1;

  private static final Set<String> SHARES = Set.of("precision", "recall", "coverage");
  private static final String CLASSES = "classes";

  private final Classifier classifier;
  private final PointSet reference;
  private final boolean counts;

  /**
   * Reads the reference.
   *
   * @param classifier computes features and classes
   * @param reference images that no generator was trained on
   * @param classNames the classes of the images; if the classifier has others, it gives features
   *     alone, and classes are not counted
   */
  public ImageJudge(Classifier classifier, PointSet reference, List<String> classNames) {
    this.classifier = classifier;
    this.counts = classifier.classNames().equals(classNames);
    this.reference =
        PointSet.of(classifier.classifyAll(reference).features(), classifier.dimension());
  }

  @Override
  public Map<String, Double> judge(PointSet samples) {
    Classified classified = classifier.classifyAll(samples);
    PointSet generated = PointSet.of(classified.features(), classifier.dimension());
    PointSet real = reference.first(samples.size());
    NeighbourMetrics metrics =
        NeighbourMetrics.between(real, generated, NeighbourMetrics.DEFAULT_K);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("Fréchet distance", FrechetDistance.between(real, generated));
    figures.put("precision", metrics.precision().value());
    figures.put("recall", metrics.recall().value());
    figures.put("density", metrics.density().value());
    figures.put("coverage", metrics.coverage().value());
    if (counts) {
      figures.put(CLASSES, present(classified.labels()));
    }
    return figures;
  }

  @Override
  public double greatest(String figure) {
    if (SHARES.contains(figure)) {
      return 1;
    }
    return figure.equals(CLASSES) ? classifier.classNames().size() : Double.POSITIVE_INFINITY;
  }

  private double present(int[] labels) {
    int classes = classifier.classNames().size();
    double[] counts = new double[classes];
    Arrays.stream(labels).forEach(label -> counts[label]++);
    double least = PRESENT * labels.length / classes;
    return Arrays.stream(counts).filter(count -> count >= least).count();
  }
}
