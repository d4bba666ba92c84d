package dev.wgan.train.evaluate;

import dev.wgan.train.evaluate.ConditionalEvaluation.Cover;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The rows of asked-for classes and of sound, for the table and the page.
 *
 * @param heading the heading of the rows
 * @param rows the rows
 */
record ExtraRows(String heading, List<Row> rows) {
  /** The number of tones that are shown. */
  private static final int TONES = 5;

  /** A label, and what samples and real data have; either may be empty. */
  record Row(String label, String samples, String real) {}

  static List<ExtraRows> of(Evaluation evaluation) {
    List<ExtraRows> groups = new ArrayList<>();
    ConditionalEvaluation conditional = evaluation.conditional();
    if (conditional != null) {
      conditional.opinions().forEach(opinion -> groups.add(recognised(opinion)));
      groups.add(spread(conditional));
      if (!conditional.covers().isEmpty()) {
        groups.add(covers("recall in features, by class ↑", conditional, Cover::recall));
        groups.add(covers("coverage in features, by class ↑", conditional, Cover::coverage));
      }
    }
    SoundEvaluation sound = evaluation.sound();
    if (sound != null) {
      if (!sound.scale().isEmpty()) {
        groups.add(scale(sound.scale()));
      }
      ToneTest tones = sound.tones();
      if (tones != null) {
        groups.add(tones(tones));
      }
    }
    return groups;
  }

  private static ExtraRows recognised(ConditionalEvaluation.Opinion opinion) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("all classes ↑", share(opinion.samples()), share(opinion.real())));
    opinion
        .classes()
        .forEach(
            c ->
                rows.add(
                    new Row(c.name(), Wording.percent(c.samples()), Wording.percent(c.real()))));
    return new ExtraRows("asked-for class recognised by " + opinion.classifier(), rows);
  }

  private static ExtraRows spread(ConditionalEvaluation conditional) {
    List<Row> rows = new ArrayList<>();
    rows.add(spread("all classes", conditional.spread()));
    conditional.classes().forEach(c -> rows.add(spread(c.name(), c.spread())));
    return new ExtraRows("spread within classes, 1 for other real data", rows);
  }

  private static Row spread(String label, ConditionalEvaluation.Spread spread) {
    return new Row(label, Wording.number(spread.samples()), Wording.number(spread.real()));
  }

  private static ExtraRows covers(
      String heading, ConditionalEvaluation conditional, ToDoubleFunction<Cover> share) {
    return new ExtraRows(
        heading,
        conditional.covers().stream()
            .map(
                c ->
                    new Row(
                        c.name(),
                        Wording.number(share.applyAsDouble(c.samples())),
                        Wording.number(share.applyAsDouble(c.real()))))
            .toList());
  }

  /** The samples come first. */
  private static ExtraRows scale(List<SoundEvaluation.Degree> scale) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < scale.size(); i++) {
      String distance = Wording.number(scale.get(i).distance());
      rows.add(new Row(scale.get(i).name(), i == 0 ? distance : "", i == 0 ? "" : distance));
    }
    return new ExtraRows("Fréchet distance in features from all training clips", rows);
  }

  private static ExtraRows tones(ToneTest test) {
    List<Row> rows = new ArrayList<>();
    List<ToneTest.Tone> shown = test.tones().isEmpty() ? List.of(test.loudest()) : test.tones();
    shown.stream()
        .limit(TONES)
        .forEach(
            tone ->
                rows.add(
                    new Row(
                        String.format(Locale.ROOT, "%,.0f Hz, p = %s", tone.hertz(), p(tone)),
                        decibels(tone.samples()),
                        decibels(tone.real()))));
    return new ExtraRows(
        test.tones().isEmpty()
            ? "tones of transposed convolutions: none found, the loudest"
            : "tones of transposed convolutions: at %s of %s frequencies, the loudest"
                .formatted(test.tones().size(), test.tested()),
        rows);
  }

  private static String p(ToneTest.Tone tone) {
    return Wording.number(tone.pValue());
  }

  private static String decibels(double value) {
    return String.format(Locale.ROOT, "%.1f dB", value);
  }

  private static String share(Estimate estimate) {
    Interval interval = estimate.interval();
    return interval == null
        ? Wording.percent(estimate.value())
        : String.format(
            Locale.ROOT,
            "%s [%.1f, %.1f]",
            Wording.percent(estimate.value()),
            100 * interval.low(),
            100 * interval.high());
  }
}
