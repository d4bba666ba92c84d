package dev.wgan.train.report;

import dev.wgan.train.page.Section;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The sections of a report, from top to bottom. A section that has nothing to show for a run is
 * left out; a new kind of sample adds a section of its own here.
 *
 * <p>Thread-safe: there is no state.
 */
final class ReportSections {
  private static final List<Function<Run, Optional<Section>>> ALL =
      List.of(
          Overview::of,
          WarningList::of,
          SampleSections::grids,
          SampleSounds::section,
          SampleSections::films,
          SampleSections::interpolation,
          SampleSections::contours,
          TableSections::rows,
          TableSections::columns,
          Curves::section,
          Settings::of);

  private ReportSections() {}

  static List<Section> of(Run run) {
    return ALL.stream().flatMap(section -> section.apply(run).stream()).toList();
  }
}
