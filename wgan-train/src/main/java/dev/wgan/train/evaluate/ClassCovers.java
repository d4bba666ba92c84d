package dev.wgan.train.evaluate;

import dev.wgan.train.evaluate.ConditionalEvaluation.ClassCover;
import dev.wgan.train.evaluate.ConditionalEvaluation.Cover;
import java.util.ArrayList;
import java.util.List;

/**
 * Recall and coverage of the real points of each class, by the samples of all classes.
 *
 * <p>Thread-safe: there is no state.
 */
final class ClassCovers {
  private ClassCovers() {}

  /**
   * Measures each class that has reference points.
   *
   * @param points the points in a space of features
   * @param labels the label of each reference point
   * @param names the names of the classes
   * @param k the number of neighbours that a ball reaches
   */
  static List<ClassCover> of(
      Conditions.Points points, List<Integer> labels, List<String> names, int k) {
    Manifold reference = Manifold.of(points.reference(), k, 0, 0);
    List<Cover> ofSamples = covers(reference, points.samples(), labels, names.size());
    List<Cover> ofFloor = covers(reference, points.floor(), labels, names.size());
    List<ClassCover> covers = new ArrayList<>();
    for (int label = 0; label < names.size(); label++) {
      if (labels.contains(label)) {
        covers.add(new ClassCover(names.get(label), ofSamples.get(label), ofFloor.get(label)));
      }
    }
    return covers;
  }

  private static List<Cover> covers(
      Manifold reference, PointSet points, List<Integer> labels, int classes) {
    BallHits hits = BallHits.between(reference, Manifold.of(points, reference.k(), 0, 0));
    int[] all = new int[classes];
    int[] recalled = new int[classes];
    int[] covered = new int[classes];
    for (int i = 0; i < labels.size(); i++) {
      int label = labels.get(i);
      all[label]++;
      recalled[label] += hits.recalled(i) ? 1 : 0;
      covered[label] += hits.covered(i) ? 1 : 0;
    }
    List<Cover> covers = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      double count = Math.max(1, all[label]);
      covers.add(new Cover(recalled[label] / count, covered[label] / count));
    }
    return covers;
  }
}
