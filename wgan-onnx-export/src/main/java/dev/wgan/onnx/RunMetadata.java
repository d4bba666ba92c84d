package dev.wgan.onnx;

import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.TensorData;
import dev.wgan.runtime.internal.MetadataKey.Group;
import dev.wgan.runtime.internal.MetadataKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a model's metadata with those of an export of its run: the distribution of latents, the
 * description of samples, and the lineage.
 *
 * <p>Thread-safe: there is no state.
 */
final class RunMetadata {
  /** Properties that a run does not have, or that are checked elsewhere. */
  private static final Set<Group> OF_THE_FILE = Set.of(Group.FILE, Group.SELF_TEST);

  private RunMetadata() {}

  /** Returns a sentence for each property that differs, sorted by key. */
  static List<String> differences(ModelInfo info, TrainedGenerator generator) {
    ImageOutput output =
        info.output().type() == TensorData.ElementType.UINT8
            ? ImageOutput.UINT8
            : ImageOutput.FLOAT;
    Map<String, String> expected = ModelProperties.ofRun(generator, output);
    TreeSet<String> keys = new TreeSet<>(expected.keySet());
    info.metadata().keySet().stream().filter(RunMetadata::ofTheRun).forEach(keys::add);
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String found = info.metadata().get(key);
      String wanted = expected.get(key);
      if (!Objects.equals(found, wanted) && !mayChange(key)) {
        differences.add("%s is %s, the run has %s".formatted(key, quoted(found), quoted(wanted)));
      }
    }
    return differences;
  }

  private static boolean ofTheRun(String key) {
    return key.startsWith(MetadataKeys.PREFIX)
        && MetadataKeys.group(key).filter(OF_THE_FILE::contains).isEmpty();
  }

  /** Keys that may change if a run continues after the export. */
  private static boolean mayChange(String key) {
    return MetadataKeys.TRAINING.covers(key)
        && RunFolder.KEYS_THAT_MAY_CHANGE.contains(
            key.substring(MetadataKeys.TRAINING.name().length()));
  }

  private static String quoted(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "not given" : "'" + value + "'";
  }
}
