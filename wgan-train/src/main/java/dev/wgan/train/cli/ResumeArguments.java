package dev.wgan.train.cli;

import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change a configuration without changing the numbers of a run. */
final class ResumeArguments {
  /** The keys that may change: the library's own list, so that the help cannot differ from it. */
  static final class Keys implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ConfigFile.changeableOnResume().iterator();
    }
  }

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "generator iterations in all, unless the learning rate decays over them")
  private @Nullable Long steps;

  @Option(names = "--threads", paramLabel = "N", description = "threads of the engine")
  private @Nullable Integer threads;

  @Option(names = "--device", paramLabel = "DEVICE", description = "cpu, gpu0, ...")
  private @Nullable String device;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "how many of the latest checkpoints are kept, in addition to the best one")
  private @Nullable Integer keep;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      completionCandidates = Keys.class,
      description = "a key that may change: ${COMPLETION-CANDIDATES}")
  private Map<String, String> changes = new LinkedHashMap<>();

  /** The keys that were given, in any way. */
  TypedKeys typed() {
    Set<String> keys = new HashSet<>(changes.keySet());
    if (steps != null) {
      keys.add("steps");
    }
    return new TypedKeys(keys);
  }

  TrainingConfig change(TrainingConfig config) {
    TrainingConfig changed = config;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      changed = ConfigFile.with(changed, change.getKey(), change.getValue());
    }
    changed = with(changed, "steps", steps);
    changed = with(changed, "threads", threads);
    changed = with(changed, "device", device);
    return with(changed, "keep", keep);
  }

  private static TrainingConfig with(TrainingConfig config, String key, @Nullable Object value) {
    return value == null ? config : ConfigFile.with(config, key, value.toString());
  }
}
