package dev.wgan.train.evaluate;

import dev.wgan.train.evaluate.ReportPictures.ClassExamples;
import java.util.List;

/**
 * The frequencies of the classes, for the template.
 *
 * @param bars the classes
 * @param examples samples of each class; empty without pictures
 */
record ClassesView(List<Bar> bars, List<ClassExamples> examples) {
  /** A class: widths of its bars as percentages of the longest, and its share of the samples. */
  record Bar(String name, long samples, long reference, String share) {}

  static ClassesView of(ClassEvaluation classes, List<ClassExamples> examples) {
    double greatest =
        classes.shares().stream()
            .mapToDouble(share -> Math.max(share.samples(), share.reference()))
            .max()
            .orElseThrow();
    return new ClassesView(
        classes.shares().stream()
            .map(
                share ->
                    new Bar(
                        share.name(),
                        Math.round(100 * share.samples() / greatest),
                        Math.round(100 * share.reference() / greatest),
                        Wording.percent(share.samples())))
            .toList(),
        examples);
  }
}
