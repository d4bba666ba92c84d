package dev.wgan.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a training run, with the place of each file.
 *
 * <p>Immutable and thread-safe.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  /**
   * The keys of the configuration that may change when a run is resumed: they set how long and
   * where it trains, and do not change its numbers.
   */
  public static final Set<String> KEYS_THAT_MAY_CHANGE =
      Set.of("steps", "keep", "patience", "checkpoint_every", "sample_every", "threads", "device");

  /**
   * The keys of the configuration that only tasks from images to images use; those of {@code
   * generate} may lack them.
   */
  public static final Set<String> KEYS_OF_IMAGE_TASKS =
      Set.of(
          "task",
          "factor",
          "degradation",
          "content",
          "content_weight",
          "content_steps",
          "mask_folder",
          "holes",
          "stroke_min",
          "stroke_max",
          "box_min",
          "box_max");

  private static final Pattern STEP = Pattern.compile("step-(\\d{1,18})");

  /**
   * A checkpoint of a run.
   *
   * @param step the generator iterations before it
   * @param path its folder
   */
  public record Checkpoint(long step, Path path) {
    /**
     * Returns the run that the checkpoint belongs to.
     *
     * @return the folder of its folder {@code checkpoints}
     */
    public RunFolder run() {
      return new RunFolder(path.toAbsolutePath().resolve("../..").normalize());
    }

    /**
     * Returns the file of the generator's weights.
     *
     * @return {@code generator.safetensors}
     */
    public Path generator() {
      return path.resolve("generator.safetensors");
    }

    /**
     * Returns the file of the moving average of the generator's weights.
     *
     * @return {@code generator-average.safetensors}, which exists only if training averages
     */
    public Path generatorAverage() {
      return path.resolve("generator-average.safetensors");
    }

    /**
     * Returns the file of the critic's weights.
     *
     * @return {@code critic.safetensors}
     */
    public Path critic() {
      return path.resolve("critic.safetensors");
    }

    /**
     * Returns the file of the optimizers' state.
     *
     * @return {@code optimizer.safetensors}
     */
    public Path optimizer() {
      return path.resolve("optimizer.safetensors");
    }

    /**
     * Returns the file of the codes that turn the generator's values into typed rows.
     *
     * @return {@code codes.json}, which exists only for typed tables
     */
    public Path codes() {
      return path.resolve("codes.json");
    }

    /**
     * Returns the file of the training's state.
     *
     * @return {@code state.json}
     */
    public Path state() {
      return path.resolve("state.json");
    }
  }

  /**
   * Returns the file of the training configuration.
   *
   * @return {@code config.json}
   */
  public Path config() {
    return path.resolve("config.json");
  }

  /**
   * Returns the file that describes the data.
   *
   * @return {@code data.json}
   */
  public Path data() {
    return path.resolve("data.json");
  }

  /**
   * Returns the file of the generator's network.
   *
   * @return {@code generator.json}
   */
  public Path generator() {
    return path.resolve("generator.json");
  }

  /**
   * Returns the file of the critic's network.
   *
   * @return {@code critic.json}
   */
  public Path critic() {
    return path.resolve("critic.json");
  }

  /**
   * Returns the file of the metrics.
   *
   * @return {@code metrics.csv}
   */
  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  /**
   * Returns the folder of TensorBoard's event files, which exists only if they are wanted.
   *
   * @return {@code tensorboard}
   */
  public Path tensorboard() {
    return path.resolve("tensorboard");
  }

  /**
   * Returns the file of the report.
   *
   * @return {@code report.html}
   */
  public Path report() {
    return path.resolve("report.html");
  }

  /**
   * Returns the file of the exported generator.
   *
   * @return {@code generator.onnx}
   */
  public Path onnx() {
    return path.resolve("generator.onnx");
  }

  /**
   * Returns the folder of the sample grids.
   *
   * @return {@code samples}
   */
  public Path samples() {
    return path.resolve("samples");
  }

  /**
   * Returns the file of a sample grid.
   *
   * @param step the generator iteration it shows
   * @return {@code samples/step-N.png}
   */
  public Path samples(long step) {
    return samples().resolve("step-" + step + ".png");
  }

  /**
   * Returns the file with the sound of the samples of a step.
   *
   * @param step the generator iteration
   * @return the file, which only runs of audio have
   */
  public Path samplesSound(long step) {
    return samples().resolve("step-" + step + ".wav");
  }

  /**
   * Returns the place of a checkpoint, whether it exists or not.
   *
   * @param step the generator iteration
   * @return the checkpoint
   */
  public Checkpoint checkpoint(long step) {
    return new Checkpoint(step, path.resolve("checkpoints").resolve("step-" + step));
  }

  /**
   * Returns the existing checkpoints, the oldest first.
   *
   * @return the checkpoints, none for a run that has not written one
   * @throws NetworkException if the folder cannot be read
   */
  public List<Checkpoint> checkpoints() {
    Path folder = path.resolve("checkpoints");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> STEP.matcher(String.valueOf(entry.getFileName())))
          .filter(Matcher::matches)
          .map(step -> checkpoint(Long.parseLong(step.group(1))))
          .sorted(Comparator.comparingLong(Checkpoint::step))
          .toList();
    } catch (IOException e) {
      throw new NetworkException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /**
   * Returns the latest checkpoint.
   *
   * @return the checkpoint of the highest step
   * @throws NetworkException if the folder is not a run folder or has no checkpoint
   */
  public Checkpoint latest() {
    if (!Files.isRegularFile(config())) {
      throw new NetworkException(
          "%s is not a run folder: it has no config.json; name the folder of a training"
              .formatted(path));
    }
    List<Checkpoint> all = checkpoints();
    if (all.isEmpty()) {
      throw new NetworkException("%s has no checkpoint yet: train it further".formatted(path));
    }
    return all.get(all.size() - 1);
  }

  /**
   * Returns the best checkpoint by the criterion of the training.
   *
   * @return the checkpoint, empty if none was measured or the best was deleted
   * @throws NetworkException if the folder is not a run folder or has no checkpoint
   */
  public Optional<Checkpoint> best() {
    Path state = inside(latest().state());
    if (!Files.isRegularFile(state)) {
      return Optional.empty();
    }
    long step = NetworkJson.read(state, JsonNode.class).path("best_step").asLong(0);
    return checkpoints().stream().filter(kept -> step > 0 && kept.step() == step).findFirst();
  }

  /**
   * Reads the generator of a checkpoint: the moving average of its weights if training kept one.
   *
   * @param checkpoint a checkpoint of this run
   * @return the generator
   * @throws NetworkException if a file is missing, malformed or does not match the others
   */
  public TrainedGenerator trained(Checkpoint checkpoint) {
    return RunReader.read(this, checkpoint);
  }

  /**
   * Checks that a file of this run is in the run's folder, and that no link leads out of it.
   *
   * @param file a file of this run, whether it exists or not
   * @return the file
   * @throws NetworkException if it is elsewhere
   */
  public Path inside(Path file) {
    try {
      if (Files.exists(file) && !file.toRealPath().startsWith(path.toRealPath())) {
        throw new NetworkException(
            "%s is a link to %s, outside the run folder: refused"
                .formatted(file, file.toRealPath()));
      }
      return file;
    } catch (IOException e) {
      throw new NetworkException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
