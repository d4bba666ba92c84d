package dev.wgan.train.report;

import dev.wgan.run.RunFolder;
import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.Numbers;
import dev.wgan.train.page.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The report of a run: one self-contained page with curves, samples over time, warnings and the
 * configuration.
 *
 * <p>Thread-safe: there is no state. Everything is read from the run folder, so a report can be
 * written during training, after it, and for a run of another process.
 */
public final class Report {
  private Report() {}

  /**
   * Writes {@code report.html}, completely or not at all.
   *
   * @param folder a run folder; only its {@code config.json} must exist
   * @throws dev.wgan.network.NetworkException if the configuration, the data's description or a
   *     network is malformed
   * @throws TrainingException if the metrics are malformed, or a file cannot be read or written
   */
  public static void write(RunFolder folder) {
    try {
      byte[] page = page(Run.read(folder)).html().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(folder.report(), out -> out.write(page));
    } catch (IOException e) {
      throw new TrainingException("%s cannot be written: %s".formatted(folder.report(), e), e);
    }
  }

  private static Page page(Run run) {
    String preset = run.config().preset();
    long done = run.last().map(Measurement::step).orElse(0L);
    return new Page(
        run.data().map(data -> preset + " on " + data.name()).orElse(preset),
        "%s network, seed %s: %s of %s generator iterations"
            .formatted(
                run.config().networks().network(),
                run.config().schedule().seed(),
                Numbers.count(done),
                Numbers.count(run.config().schedule().steps())),
        ReportSections.of(run));
  }
}
