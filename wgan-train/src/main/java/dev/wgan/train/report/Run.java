package dev.wgan.train.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.kind.Contours;
import dev.wgan.train.kind.ImageKind;
import dev.wgan.train.kind.VideoKind;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.monitor.Monitor;
import dev.wgan.train.monitor.Warning;
import dev.wgan.train.page.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a run folder for a report.
 *
 * <p>Immutable and thread-safe.
 *
 * @param config the configuration
 * @param settings the configuration as keys and values, in the file's order
 * @param data the description of its data, if the folder has one
 * @param networks the networks that the folder has, by name
 * @param rows the metrics, by step
 * @param samples pictures of samples, by step
 * @param sounds the sound of samples, by step
 * @param interpolation the picture of interpolations, if there is one
 * @param films the animation of films between latents, if there is one
 * @param table generated rows of a typed table, if there are any
 * @param contours the picture of the critic's contours, if there is one
 */
record Run(
    TrainingConfig config,
    Map<String, String> settings,
    Optional<TrainingData> data,
    Map<String, NetworkSpec> networks,
    List<Measurement> rows,
    List<SamplePictures.At> samples,
    List<SampleSounds.At> sounds,
    Optional<Picture> interpolation,
    Optional<Picture> films,
    Optional<TableSample> table,
    Optional<Picture> contours) {
  /** Pictures of samples over time. */
  private static final int PICTURES = 5;

  static Run read(RunFolder folder) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    flatten("", NetworkJson.read(folder.config(), JsonNode.class), settings);
    Map<String, NetworkSpec> networks = new LinkedHashMap<>();
    if (Files.exists(folder.generator())) {
      networks.put("generator", NetworkJson.read(folder.generator()));
    }
    if (Files.exists(folder.critic())) {
      networks.put("critic", NetworkJson.read(folder.critic()));
    }
    return new Run(
        ConfigFile.read(folder.config()),
        settings,
        Files.exists(folder.data())
            ? Optional.of(NetworkJson.read(folder.data(), TrainingData.class))
            : Optional.empty(),
        networks,
        new MetricsFile(folder.metrics()).read(),
        SamplePictures.read(folder, PICTURES),
        SampleSounds.read(folder, PICTURES),
        Picture.read(folder.samples().resolve(ImageKind.INTERPOLATION)),
        Picture.read(folder.samples().resolve(VideoKind.FILMS)),
        TableSample.read(folder),
        Picture.read(folder.samples().resolve(Contours.FILE)));
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String key = prefix + field.getKey();
      if (field.getValue().isObject()) {
        flatten(key + ".", field.getValue(), into);
      } else {
        into.put(
            key,
            field.getValue().isTextual() ? field.getValue().asText() : field.getValue().toString());
      }
    }
  }

  Optional<Measurement> last() {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }

  List<Warning> warnings() {
    return Monitor.replay(config, rows).warnings();
  }
}
