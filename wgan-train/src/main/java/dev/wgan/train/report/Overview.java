package dev.wgan.train.report;

import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.Numbers;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The section with the numbers that matter most.
 *
 * <p>Thread-safe: there is no state.
 */
final class Overview {
  private static final Template TEMPLATE = Template.of(Overview.class, "overview");

  private Overview() {}

  /** The input of the template; without tiles, the page announces the first row. */
  private record Content(List<Tile> tiles, long logEvery) {}

  /** A number and its name. */
  private record Tile(String name, String value, String remark) {}

  static Optional<Section> of(Run run) {
    List<Tile> tiles = run.last().map(last -> tiles(run, last)).orElse(List.of());
    return Optional.of(
        Section.of("", TEMPLATE, new Content(tiles, run.config().records().logEvery())));
  }

  private static List<Tile> tiles(Run run, Measurement last) {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile("Wasserstein estimate", Numbers.rounded(last.smoothed()), "training, smoothed"));
    last.heldOut()
        .ifPresent(
            held -> tiles.add(new Tile("Held-out estimate", Numbers.rounded(held), "last row")));
    run.rows().stream()
        .filter(row -> row.criterion().isPresent())
        .min(Comparator.comparingDouble(row -> row.criterion().getAsDouble()))
        .ifPresent(
            best ->
                tiles.add(
                    new Tile(
                        Criterion.of(run.config()).tile(),
                        Numbers.rounded(best.criterion().orElseThrow()),
                        "at step " + Numbers.count(best.step()))));
    tiles.add(new Tile("Diversity", Numbers.rounded(last.diversity()), "1 is the data's"));
    tiles.add(
        new Tile(
            "Critic iterations",
            Numbers.count(last.criticIterations()),
            Numbers.rounded(last.criticIterations() / last.seconds()) + " per second"));
    tiles.add(new Tile("Time", Numbers.duration(last.seconds()), "including monitoring"));
    return tiles;
  }
}
