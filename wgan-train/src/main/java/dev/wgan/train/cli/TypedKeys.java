package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Usage;
import dev.wgan.train.config.TrainingException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The configuration keys whose values the user gave: a refusal of one of them is wrong usage, while
 * a refusal of a default is a failure.
 *
 * @param keys the keys, perhaps those of a constraint or an optimizer
 */
record TypedKeys(Set<String> keys) {
  /** Runs work that may refuse values of the configuration, and returns its result. */
  <T> T require(@Nullable CommandSpec spec, Supplier<T> work) {
    try {
      return work.get();
    } catch (TrainingException e) {
      if (e.keys().stream().noneMatch(keys::contains)) {
        throw e;
      }
      throw Usage.wrong(spec, String.valueOf(e.getMessage()));
    }
  }

  /** Runs checks that may refuse values of the configuration. */
  void require(@Nullable CommandSpec spec, Runnable check) {
    require(
        spec,
        () -> {
          check.run();
          return true;
        });
  }
}
