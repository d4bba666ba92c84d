package dev.wgan.onnx.cli;

import dev.wgan.network.NetworkException;
import dev.wgan.run.RunFolder;
import java.util.List;
import java.util.Optional;

/**
 * The chosen checkpoint of a run, with a description.
 *
 * @param checkpoint the checkpoint
 * @param description one line for people
 */
record ChosenCheckpoint(RunFolder.Checkpoint checkpoint, String description) {
  /**
   * Finds a checkpoint.
   *
   * @param which latest, best, or a step
   * @throws NetworkException if the run does not have it
   */
  static ChosenCheckpoint of(RunFolder run, String which) {
    RunFolder.Checkpoint latest = run.latest();
    Optional<RunFolder.Checkpoint> best = run.best();
    return switch (which) {
      case "latest" ->
          new ChosenCheckpoint(
              latest,
              "checkpoint of step %s, the latest%s"
                  .formatted(
                      latest.step(),
                      best.filter(other -> other.step() != latest.step())
                          .map(
                              other ->
                                  "; by the criterion that training watched, step %s is the best: --checkpoint best"
                                      .formatted(other.step()))
                          .orElse("")));
      case "best" ->
          best.map(
                  found ->
                      new ChosenCheckpoint(
                          found,
                          "checkpoint of step %s, the best by the criterion that training watched"
                              .formatted(found.step())))
              .orElseThrow(
                  () ->
                      new NetworkException(
                          "%s has no best checkpoint, because training did not measure the criterion; use --checkpoint latest or a step"
                              .formatted(run.path())));
      default -> step(run, which);
    };
  }

  private static ChosenCheckpoint step(RunFolder run, String which) {
    List<RunFolder.Checkpoint> all = run.checkpoints();
    return all.stream()
        .filter(candidate -> String.valueOf(candidate.step()).equals(which))
        .findFirst()
        .map(found -> new ChosenCheckpoint(found, "checkpoint of step " + found.step()))
        .orElseThrow(
            () ->
                new NetworkException(
                    "%s has no checkpoint '%s': expected latest, best or one of %s"
                        .formatted(
                            run.path(),
                            which,
                            all.stream().map(RunFolder.Checkpoint::step).toList())));
  }
}
