package dev.wgan.train.evaluate;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * The evaluation of samples whose class was asked for: whether classifiers recognise it, whether
 * samples of a class differ as much as real ones do, and how much of each class they reach.
 *
 * <p>Immutable and thread-safe.
 *
 * @param opinions one for each classifier
 * @param spread the spread within all classes
 * @param classes the spread within each class
 * @param covers the recall and coverage in features of each class that has reference points; empty
 *     without features, and absent in evaluations of earlier versions
 */
public record ConditionalEvaluation(
    List<Opinion> opinions,
    Spread spread,
    List<ClassSpread> classes,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<ClassCover> covers) {
  /** Copies the lists. */
  public ConditionalEvaluation {
    opinions = List.copyOf(opinions);
    classes = List.copyOf(classes);
    covers = List.copyOf(covers);
  }

  /**
   * A classifier's opinion.
   *
   * @param classifier its name
   * @param samples the share of samples whose class it recognises
   * @param real the share of reference points whose class it recognises
   * @param classes the shares by class
   */
  public record Opinion(
      String classifier, Estimate samples, Estimate real, List<Recognised> classes) {
    /** Copies the list. */
    public Opinion {
      classes = List.copyOf(classes);
    }
  }

  /**
   * The share of a class that is recognised.
   *
   * @param name of the class
   * @param samples the share of the samples of the class; NaN if there are none
   * @param real the share of the reference points of the class; NaN if there are none
   */
  public record Recognised(String name, double samples, double real) {}

  /**
   * Standard deviations within classes, in raw values or spectrograms, divided by that of other
   * real points. A class of fewer than two points in one of the sets has none: NaN.
   *
   * @param samples the ratio for samples
   * @param real the ratio for the reference points
   */
  public record Spread(double samples, double real) {}

  /**
   * The spread of a class.
   *
   * @param name of the class
   * @param spread its spread
   */
  public record ClassSpread(String name, Spread spread) {}

  /**
   * The part of a class's real points that other points reach, in features.
   *
   * @param recall the share of the class's real points within the balls of the other points, in [0,
   *     1]
   * @param coverage the share of the class's real points whose ball holds one of the other points,
   *     in [0, 1]
   */
  public record Cover(double recall, double coverage) {}

  /**
   * The part of a class that is reached.
   *
   * @param name of the class
   * @param samples the part that samples of all classes reach
   * @param real the part that other real points of all classes reach
   */
  public record ClassCover(String name, Cover samples, Cover real) {}
}
