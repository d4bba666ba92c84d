package dev.wgan.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.Safetensors;
import dev.wgan.noise.LatentDistribution;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the result of a run: network, weights and lineage.
 *
 * <p>Thread-safe: there is no state.
 */
final class RunReader {
  private RunReader() {}

  static TrainedGenerator read(RunFolder run, RunFolder.Checkpoint checkpoint) {
    TrainingData data = NetworkJson.read(run.inside(run.data()), TrainingData.class);
    if (Files.isRegularFile(checkpoint.codes())) {
      data = data.withTable(CodesFile.read(run.inside(checkpoint.codes())));
    }
    JsonNode config = NetworkJson.read(run.inside(run.config()), JsonNode.class);
    boolean averaged = Files.isRegularFile(checkpoint.generatorAverage());
    return new TrainedGenerator(
        NetworkJson.read(run.inside(run.generator())),
        Safetensors.read(
            run.inside(averaged ? checkpoint.generatorAverage() : checkpoint.generator())),
        latents(run, config.path("latents").asText("normal")),
        data,
        provenance(config, checkpoint, data));
  }

  private static Map<String, String> provenance(
      JsonNode config, RunFolder.Checkpoint checkpoint, TrainingData data) {
    boolean generates = config.path("task").asText("generate").equals("generate");
    Map<String, String> training = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : config.properties()) {
      boolean used = !generates || !RunFolder.KEYS_OF_IMAGE_TASKS.contains(field.getKey());
      boolean empty = field.getValue().isTextual() && field.getValue().textValue().isEmpty();
      if (used && !empty && field.getValue().isValueNode() && !field.getValue().isNull()) {
        training.put(field.getKey(), field.getValue().asText());
      }
    }
    training.put("step", String.valueOf(checkpoint.step()));
    training.put("data", data.name());
    training.put("data_digest", data.digest());
    training.put("data_count", String.valueOf(data.count()));
    return training;
  }

  private static LatentDistribution latents(RunFolder run, String text) {
    for (LatentDistribution distribution : LatentDistribution.values()) {
      if (distribution.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
        return distribution;
      }
    }
    throw new NetworkException(
        "%s has latents '%s': expected normal or uniform".formatted(run.config(), text));
  }
}
