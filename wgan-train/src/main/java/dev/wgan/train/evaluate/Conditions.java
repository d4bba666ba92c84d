package dev.wgan.train.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The classes that were asked for, and those of the real points.
 *
 * <p>Immutable and thread-safe.
 *
 * @param classNames the names of the classes, by label
 * @param samples the label that each sample was asked for
 * @param reference the label of each reference point
 * @param floor the label of each of the other real points
 */
public record Conditions(
    List<String> classNames, List<Integer> samples, List<Integer> reference, List<Integer> floor) {
  /**
   * Copies the lists.
   *
   * @throws EvaluationException if a label is not that of a class
   */
  public Conditions {
    classNames = List.copyOf(classNames);
    samples = List.copyOf(samples);
    reference = List.copyOf(reference);
    floor = List.copyOf(floor);
    for (List<Integer> labels : List.of(samples, reference, floor)) {
      for (int label : labels) {
        if (label < 0 || label >= classNames.size()) {
          throw new EvaluationException(
              "the label %s: expected 0 to %s, one for each class"
                  .formatted(label, classNames.size() - 1));
        }
      }
    }
  }

  /** The three sets of points of an evaluation. */
  record Points(PointSet samples, PointSet reference, PointSet floor) {}

  /**
   * Asks each classifier, and measures the spread in a space.
   *
   * @param covers the recall and coverage of each class; empty without features
   */
  ConditionalEvaluation evaluate(
      Map<String, Classifier> classifiers,
      Points points,
      RawSpace space,
      List<ConditionalEvaluation.ClassCover> covers) {
    require(samples.size(), points.samples);
    require(reference.size(), points.reference);
    require(floor.size(), points.floor);
    List<ConditionalEvaluation.Opinion> opinions = new ArrayList<>();
    new LinkedHashMap<>(classifiers)
        .forEach((name, classifier) -> opinions.add(opinion(name, classifier, points)));
    int n = classNames.size();
    double[] ofSamples = ClassSpreads.of(space.of(points.samples), samples, n);
    double[] ofReference = ClassSpreads.of(space.of(points.reference), reference, n);
    double[] ofFloor = ClassSpreads.of(space.of(points.floor), floor, n);
    return new ConditionalEvaluation(
        opinions,
        new ConditionalEvaluation.Spread(
            ClassSpreads.ratio(ofSamples, ofFloor), ClassSpreads.ratio(ofReference, ofFloor)),
        IntStream.range(0, n)
            .mapToObj(
                label ->
                    new ConditionalEvaluation.ClassSpread(
                        classNames.get(label),
                        spread(ofSamples[label], ofReference[label], ofFloor[label])))
            .toList(),
        covers);
  }

  /** Recall and coverage of the reference points of each class, in a space of features. */
  List<ConditionalEvaluation.ClassCover> covers(Points inFeatures, int k) {
    require(reference.size(), inFeatures.reference);
    return ClassCovers.of(inFeatures, reference, classNames, k);
  }

  private static void require(int labels, PointSet points) {
    if (labels != points.size()) {
      throw new EvaluationException(
          "%s labels for %s points: expected one for each".formatted(labels, points.size()));
    }
  }

  private static ConditionalEvaluation.Spread spread(
      double samples, double reference, double floor) {
    return new ConditionalEvaluation.Spread(
        ClassSpreads.ratio(samples, floor), ClassSpreads.ratio(reference, floor));
  }

  /** Refuses a classifier of other classes, before hours of evaluation. */
  void require(String name, Classifier classifier) {
    if (!classifier.classNames().equals(classNames)) {
      throw new EvaluationException(
          "%s has %s classes, the first of which is %s: expected those of the data, %s"
              .formatted(
                  name,
                  classifier.classNames().size(),
                  classifier.classNames().isEmpty() ? "missing" : classifier.classNames().get(0),
                  classNames));
    }
  }

  private ConditionalEvaluation.Opinion opinion(String name, Classifier classifier, Points points) {
    int[] ofSamples = classifier.classifyAll(points.samples).labels();
    int[] ofReference = classifier.classifyAll(points.reference).labels();
    return new ConditionalEvaluation.Opinion(
        name,
        Estimate.share(share(samples, ofSamples, -1), samples.size()),
        Estimate.share(share(reference, ofReference, -1), reference.size()),
        IntStream.range(0, classNames.size())
            .mapToObj(
                label ->
                    new ConditionalEvaluation.Recognised(
                        classNames.get(label),
                        share(samples, ofSamples, label),
                        share(reference, ofReference, label)))
            .toList());
  }

  /** The share of a class, or of all for -1, that was recognised; NaN without points. */
  private static double share(List<Integer> asked, int[] found, int label) {
    int right = 0;
    int all = 0;
    for (int i = 0; i < found.length; i++) {
      if (label < 0 || asked.get(i) == label) {
        all++;
        right += found[i] == asked.get(i) ? 1 : 0;
      }
    }
    return all == 0 ? Double.NaN : (double) right / all;
  }
}
