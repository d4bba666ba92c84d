package dev.wgan.train.cli;

import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change a configuration without changing the numbers of a run. */
final class ResumeArguments {
  /** The keys that may change, taken from the library, so that the help cannot differ from it. */
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

  /** Returns the keys that were given, by {@code --set} or by an option of their own. */
  TypedKeys typed() {
    return new TypedKeys(given().keySet());
  }

  TrainingConfig change(TrainingConfig config) {
    TrainingConfig changed = config;
    for (Map.Entry<String, String> change : given().entrySet()) {
      changed = ConfigFile.with(changed, change.getKey(), change.getValue());
    }
    return changed;
  }

  /** The values that were given; an option of its own comes after {@code --set} and wins. */
  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>(changes);
    put(given, "steps", steps);
    put(given, "threads", threads);
    put(given, "device", device);
    put(given, "keep", keep);
    return given;
  }

  private static void put(Map<String, String> given, String key, @Nullable Object value) {
    if (value != null) {
      given.remove(key); // so that the option comes last
      given.put(key, value.toString());
    }
  }
}
