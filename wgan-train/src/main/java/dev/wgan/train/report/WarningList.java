package dev.wgan.train.report;

import dev.wgan.train.monitor.Numbers;
import dev.wgan.train.monitor.Warning;
import dev.wgan.train.page.Section;
import dev.wgan.train.page.Template;
import java.util.List;
import java.util.Optional;

/**
 * The section with the warnings of a run.
 *
 * <p>Thread-safe: there is no state.
 */
final class WarningList {
  private static final Template TEMPLATE = Template.of(WarningList.class, "warnings");

  private WarningList() {}

  /** The input of the template. */
  private record Content(List<Item> warnings) {}

  /** A warning and its step. */
  private record Item(String step, String message) {}

  static Optional<Section> of(Run run) {
    List<Warning> warnings = run.warnings();
    return warnings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.of(
                "",
                TEMPLATE,
                new Content(
                    warnings.stream()
                        .map(w -> new Item(Numbers.count(w.step()), w.message()))
                        .toList())));
  }
}
