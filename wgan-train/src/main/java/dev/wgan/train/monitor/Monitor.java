package dev.wgan.train.monitor;

import dev.wgan.train.config.TrainingConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Watches the metrics of a training and warns, with a remedy, when they show that something is
 * wrong.
 *
 * <p>Not thread-safe. All state follows from the rows seen so far: {@link #replay replaying} the
 * rows of {@code metrics.csv} up to a checkpoint restores it exactly.
 */
public final class Monitor {
  /**
   * The decay of the moving average over rows, which averages about ten rows: estimates from single
   * batches scatter, but a trend over a tenth of a typical run stays visible.
   */
  static final double DECAY = 0.9;

  private final List<Alarm> alarms;
  private final List<Measurement> rows = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  private Monitor(List<Alarm> alarms) {
    this.alarms = alarms;
  }

  /**
   * Returns a monitor without rows.
   *
   * @param config the configuration of the training
   * @return the monitor
   */
  public static Monitor of(TrainingConfig config) {
    return new Monitor(Symptoms.of(config).stream().map(Alarm::new).toList());
  }

  /**
   * Returns a monitor as it was after the rows of a training.
   *
   * @param config the configuration of the training
   * @param rows its rows, by step
   * @return the monitor; its {@link #warnings} are those that the rows caused
   */
  public static Monitor replay(TrainingConfig config, List<Measurement> rows) {
    Monitor monitor = of(config);
    rows.forEach(monitor::add);
    return monitor;
  }

  /**
   * Returns the exponential moving average of the Wasserstein estimate, over the rows so far and
   * one more: {@code 0.9 s + 0.1 w}. It starts at the first estimate, not at zero, and has no
   * further bias correction; rows before the first critic iteration have none (NaN).
   *
   * @param wasserstein the estimate of the row to come
   * @return that row's {@code smoothed}
   */
  public double smooth(double wasserstein) {
    double before = rows.isEmpty() ? Double.NaN : rows.get(rows.size() - 1).smoothed();
    return Double.isNaN(before) ? wasserstein : DECAY * before + (1 - DECAY) * wasserstein;
  }

  /**
   * Examines the next row.
   *
   * @param row a row of a later step than the last
   * @return warnings that the row causes and that were not active before; usually none
   */
  public List<Warning> add(Measurement row) {
    rows.add(row);
    List<Warning> fresh = new ArrayList<>();
    for (Alarm alarm : alarms) {
      alarm.look(rows).ifPresent(fresh::add);
    }
    warnings.addAll(fresh);
    return List.copyOf(fresh);
  }

  /**
   * Returns all warnings given so far.
   *
   * @return the warnings in the order they were given
   */
  public List<Warning> warnings() {
    return Collections.unmodifiableList(new ArrayList<>(warnings));
  }

  /**
   * A symptom that is reported after it was present for some rows, and ends after it was absent for
   * equally many.
   */
  private static final class Alarm {
    private final Symptom symptom;
    private boolean told;
    private int against;

    Alarm(Symptom symptom) {
      this.symptom = symptom;
    }

    Optional<Warning> look(List<Measurement> rows) {
      Optional<String> seen = symptom.look().apply(rows);
      against = seen.isPresent() == told ? 0 : against + 1;
      if (against < Symptom.ROWS) {
        return Optional.empty();
      }
      told = !told;
      against = 0;
      long step = rows.get(rows.size() - 1).step();
      return seen.map(message -> new Warning(step, symptom.kind(), message));
    }
  }
}
