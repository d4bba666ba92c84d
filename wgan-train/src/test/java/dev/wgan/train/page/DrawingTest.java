package dev.wgan.train.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawingTest {
  private static Drawing draw(boolean logarithmic, double... y) {
    List<Line.Point> points =
        IntStream.range(0, y.length).mapToObj(i -> new Line.Point(100.0 * (i + 1), y[i])).toList();
    Line line = new Line("one", Line.Role.MAIN, points);
    return Drawing.inPage(new Chart("t", "", "steps", logarithmic, List.of(line)));
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  @Test
  void aChartOfOneRowHasAnAxisOfRoundNumbers() {
    Drawing drawing = draw(false, 0.114588452);
    assertThat(drawing.strokes().get(0).dots()).hasSize(1);
    Drawing.Dot point = drawing.strokes().get(0).dots().get(0);
    assertThat(number(point.x())).isBetween(drawing.width() * 0.25, drawing.width() * 0.75);
    assertThat(number(point.y())).isBetween(drawing.height() * 0.25, drawing.height() * 0.75);
    assertThat(drawing.rows()).extracting(Drawing.Tick::text).contains("0.1", "0.12", "0.14");
    assertThat(drawing.columns()).extracting(Drawing.Tick::text).contains("0", "100", "200");
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0, 0", "false, 1e300, -1e300", "false, 1.7e308, -1.7e308", "false, 4.9e-324, 0",
    "false, 1e15, 1000000000000001", "false, -5, -5", "true, 1e-300, 1e300", "true, 3, 3",
    "true, 0.021, 0.024", "true, 4.9e-320, 4.9e-320", "true, 0.5, 80"
  })
  void everyRangeHasTicksInsideThePlot(boolean logarithmic, double first, double second) {
    Drawing drawing = draw(logarithmic, first, second);
    assertThat(drawing.rows()).hasSizeBetween(1, 12);
    for (Drawing.Tick tick : drawing.rows()) {
      assertThat(number(tick.at())).isBetween(20.0, (double) drawing.bottom());
    }
    for (Drawing.Dot dot : drawing.strokes().get(0).dots()) {
      assertThat(number(dot.y())).isBetween(20.0, (double) drawing.bottom());
      assertThat(number(dot.x())).isBetween((double) drawing.left(), (double) drawing.right());
    }
  }
}
