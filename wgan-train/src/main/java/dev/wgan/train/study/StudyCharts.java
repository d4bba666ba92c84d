package dev.wgan.train.study;

import dev.wgan.train.page.Chart;
import dev.wgan.train.page.Line;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Charts of a study's figures over training, with a line for each variant.
 *
 * <p>Thread-safe: there is no state.
 */
final class StudyCharts {
  private StudyCharts() {}

  /**
   * A chart of each figure that was measured; the figure by which variants are compared comes
   * first.
   */
  static List<Chart> of(PartResults part) {
    return part.figures().stream()
        .map(figure -> of(part, figure))
        .filter(chart -> !chart.isEmpty())
        .toList();
  }

  /** A chart of one figure; logarithmic for the first, which is a distance. */
  static Chart of(PartResults part, String figure) {
    boolean distance = figure.equals(part.figures().get(0));
    int seeds = part.part().seeds().size();
    return new Chart(
        figure,
        seeds == 1 ? "One seed." : "Averages over %s seeds.".formatted(seeds),
        part.part().overSeconds() ? "seconds of training" : "critic iterations",
        distance,
        IntStream.range(0, part.labels().size())
            .mapToObj(i -> line(part, figure, part.labels().get(i), Line.Role.ofEqual(i)))
            .toList());
  }

  private static Line line(PartResults part, String figure, String label, Line.Role role) {
    List<Map.Entry<Double, Double>> points = List.copyOf(part.curve(label, figure).entrySet());
    return Line.of(label, role, points, Map.Entry::getKey, Map.Entry::getValue);
  }
}
