package dev.wgan.train.cli;

import dev.wgan.train.TrainingConfig;
import dev.wgan.train.TrainingEvent;
import dev.wgan.train.TrainingListener;
import java.io.PrintWriter;

/** What the command line tells of a training. */
final class Progress {
  private Progress() {}

  static TrainingListener listener(PrintWriter out, TrainingConfig config) {
    return event -> {
      if (event instanceof TrainingEvent.Measured measured) {
        out.println(measured.measurement());
        out.flush();
      }
    };
  }
}
