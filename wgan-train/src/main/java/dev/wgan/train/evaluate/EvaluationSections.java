package dev.wgan.train.evaluate;

import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sections of an evaluation's page, from top to bottom.
 *
 * <p>Thread-safe: there is no state.
 */
final class EvaluationSections {
  private static final Template SAMPLES = Template.of(EvaluationSections.class, "samples");
  private static final Template METRICS = Template.of(EvaluationSections.class, "metrics");
  private static final Template CLASSES = Template.of(EvaluationSections.class, "classes");

  private EvaluationSections() {}

  static List<Section> of(Evaluation evaluation, @Nullable ReportPictures pictures) {
    List<Section> sections = new ArrayList<>();
    if (pictures != null) {
      sections.add(Section.of("Samples", SAMPLES, pictures.samples()));
    }
    sections.add(Section.of("Metrics", METRICS, MetricsView.of(evaluation)));
    ClassEvaluation classes = evaluation.classes();
    if (classes != null) {
      sections.add(
          Section.of(
              "Classes",
              CLASSES,
              ClassesView.of(classes, pictures == null ? List.of() : pictures.classes())));
    }
    sections.add(
        MemorisationView.of(evaluation, pictures == null ? List.of() : pictures.neighbours())
            .section());
    return sections;
  }
}
