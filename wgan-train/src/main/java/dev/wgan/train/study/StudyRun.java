package dev.wgan.train.study;

import dev.wgan.run.RunFolder;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.Presets;
import dev.wgan.train.config.Schedule;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.study.StudyPlan.Part;
import dev.wgan.train.study.StudyPlan.Variant;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One training of a study.
 *
 * <p>Immutable and thread-safe.
 *
 * @param part the part that it belongs to
 * @param label its variant
 * @param config its configuration: the variant's, with the budget's steps and a checkpoint for each
 *     look
 * @param folder its run folder
 */
record StudyRun(Part part, String label, TrainingConfig config, RunFolder folder) {
  /** The checkpoints that stay: those of all looks, and those that interruptions leave. */
  static final String KEEP = "keep";

  /** The keys that a study sets itself. */
  static final Set<String> OWN =
      Set.of("seed", "steps", "checkpoint_every", "sample_every", "log_every", KEEP, "patience");

  private static final int INTERRUPTIONS = 100;
  private static final int ROWS_PER_LOOK = 10;

  static StudyRun of(Part part, String label, long seed, Path study) {
    Variant variant = Objects.requireNonNull(part.variants().get(label), label);
    TrainingConfig config = changed(Presets.of(variant.preset()), part.set());
    config = changed(config, variant.set());
    // whole looks only, so that the last look is at the end of the training
    long every = steps(config.schedule(), part.budget(variant)) / part.looks();
    if (every == 0) {
      throw new TrainingException(
          "a study's critic_iterations are %s for %s, which is less than a generator iteration for each of %s looks: raise them, or lower looks"
              .formatted(part.budget(variant), label, part.looks()));
    }
    config =
        changed(
            config,
            Map.of(
                "seed",
                String.valueOf(seed),
                "steps",
                String.valueOf(every * part.looks()),
                "checkpoint_every",
                String.valueOf(every),
                "sample_every",
                String.valueOf(every),
                "log_every",
                String.valueOf(every / rows(every)),
                KEEP,
                String.valueOf(part.looks() + INTERRUPTIONS),
                "patience",
                "0"));
    String name = folderName(label) + "-s" + seed;
    return new StudyRun(
        part, label, config, new RunFolder(study.resolve(part.name()).resolve(name)));
  }

  /** The name of a variant in the names of its folders. */
  static String folderName(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
  }

  /** The generator iterations whose critic iterations a budget pays for. */
  private static long steps(Schedule schedule, long budget) {
    long step = 0;
    for (long spent = schedule.criticIterationsAt(0);
        spent <= budget;
        spent += schedule.criticIterationsAt(step)) {
      step++;
    }
    return step;
  }

  /** The rows of the metrics from one look to the next: a divisor, so that each look has a row. */
  private static long rows(long every) {
    long rows = Math.min(ROWS_PER_LOOK, every);
    while (every % rows != 0) {
      rows--;
    }
    return rows;
  }

  /** The name of the run in progress messages. */
  String title() {
    return "%s, %s, seed %s".formatted(part.name(), label, config.schedule().seed());
  }

  private static TrainingConfig changed(TrainingConfig config, Map<String, String> changes) {
    TrainingConfig changed = config;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      changed = ConfigFile.with(changed, change.getKey(), change.getValue());
    }
    return changed;
  }
}
