package dev.wgan.train.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that change a configuration. */
final class ConfigArguments {
  @Option(
      names = "--config",
      paramLabel = "FILE.json",
      description = "a JSON file of configuration keys to change")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "a configuration key to change, such as batch=128 or constraint.clip=0.02; `wgan train --list-keys` explains all keys")
  private Map<String, String> changes = new LinkedHashMap<>();

  @Option(names = "--steps", paramLabel = "N", description = "generator iterations in all")
  private @Nullable Long steps;

  @Option(names = "--seed", paramLabel = "SEED", description = "the seed of all randomness")
  private @Nullable Long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads of the engine (default: one per core)")
  private @Nullable Integer threads;

  @Option(names = "--device", paramLabel = "DEVICE", description = "cpu (the default), gpu0, ...")
  private @Nullable String device;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "how many of the latest checkpoints are kept, in addition to the best one")
  private @Nullable Integer keep;

  /** The keys that the user gave, by any option. */
  TypedKeys typed() {
    Set<String> keys = new HashSet<>(changes.keySet());
    named().forEach((key, value) -> add(keys, key, value));
    if (file != null) {
      NetworkJson.read(file, JsonNode.class).fieldNames().forEachRemaining(keys::add);
    }
    return new TypedKeys(keys);
  }

  private static void add(Set<String> keys, String key, @Nullable Object value) {
    if (value != null) {
      keys.add(key);
    }
  }

  private Map<String, @Nullable Object> named() {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    named.put("steps", steps);
    named.put("seed", seed);
    named.put("threads", threads);
    named.put("device", device);
    named.put("keep", keep);
    return named;
  }

  TrainingConfig change(TrainingConfig config) {
    TrainingConfig changed = file == null ? config : ConfigFile.with(config, file);
    if (changes.containsKey("preset")) {
      throw new TrainingException(
          "preset=%s would change only the name: choose a preset with --preset"
              .formatted(changes.get("preset")));
    }
    if (changes.containsKey("from")) {
      throw new TrainingException("from is a record: start from the weights of a run with --from");
    }
    for (Map.Entry<String, String> change : changes.entrySet()) {
      changed = ConfigFile.with(changed, change.getKey(), change.getValue());
    }
    for (Map.Entry<String, @Nullable Object> option : named().entrySet()) {
      if (option.getValue() != null) {
        changed = ConfigFile.with(changed, option.getKey(), option.getValue().toString());
      }
    }
    return changed;
  }
}
