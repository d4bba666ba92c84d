package dev.wgan.train;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.Safetensors;
import dev.wgan.network.Weights;
import dev.wgan.run.CodesFile;
import dev.wgan.run.RunFolder;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.train.config.TrainingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints, each as a folder that appears at once, and deletes old ones.
 *
 * <p>A process that is killed leaves complete checkpoints, and perhaps a folder {@code
 * .step-N.tmp}, which the next process deletes.
 */
final class CheckpointStore {
  private final RunFolder folder;
  private final int keep;
  private final Optional<TableRecords> table;

  CheckpointStore(RunFolder folder, int keep, Optional<TableRecords> table) {
    this.folder = folder;
    this.keep = keep;
    this.table = table;
  }

  /** Writes what a report shows of a typed table, after its checkpoint. */
  void overview(TrainingState state, WganModel model) {
    table.ifPresent(records -> records.write(model, folder, state.step()));
  }

  /** Deletes the incomplete checkpoints and files of a killed process. */
  void tidy() throws IOException {
    Path checkpoints = folder.checkpoint(0).path().resolveSibling("");
    for (Path parent : List.of(checkpoints, folder.path(), folder.samples())) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> entries = Files.list(parent)) {
          for (Path left : entries.filter(CheckpointStore::isTemporary).toList()) {
            delete(left);
          }
        }
      }
    }
  }

  private static boolean isTemporary(Path entry) {
    String name = String.valueOf(entry.getFileName());
    return name.startsWith(".step-") || (name.startsWith(".") && name.endsWith(".tmp"));
  }

  /** Writes a checkpoint, or keeps an existing one, which has equal content. */
  Checkpoint write(TrainingState state, WganModel model) {
    Checkpoint checkpoint = folder.checkpoint(state.step());
    if (Files.isDirectory(checkpoint.path())) {
      return checkpoint;
    }
    Path parent = checkpoint.path().resolveSibling("");
    Path temporary = checkpoint.path().resolveSibling(".step-" + state.step() + ".tmp");
    try {
      Files.createDirectories(parent);
      delete(temporary);
      Files.createDirectory(temporary);
      Checkpoint unfinished = new Checkpoint(state.step(), temporary);
      Safetensors.write(unfinished.generator(), model.generatorWeights());
      Safetensors.write(unfinished.critic(), model.criticWeights());
      Safetensors.write(unfinished.optimizer(), model.optimizerState());
      Weights average = model.averageWeights();
      if (average != null) {
        Safetensors.write(unfinished.generatorAverage(), average);
      }
      if (table.isPresent()) {
        Map<String, String> codes = new TreeMap<>();
        table.get().codec(model).write(codes);
        write(unfinished.codes(), CodesFile.write(codes));
      }
      write(unfinished.state(), NetworkJson.write(state));
      Files.move(temporary, checkpoint.path(), StandardCopyOption.ATOMIC_MOVE);
      rotate(state.bestStep());
      return checkpoint;
    } catch (IOException e) {
      TrainingException failed =
          new TrainingException(
              "the checkpoint %s cannot be written: %s; the checkpoints before it are complete"
                  .formatted(
                      checkpoint.path(),
                      reason(e).replace(temporary.toString(), checkpoint.path().toString())),
              e);
      try {
        delete(temporary);
      } catch (IOException again) {
        failed.addSuppressed(again);
      }
      throw failed;
    }
  }

  /** Deletes all checkpoints except the newest ones and the best. */
  private void rotate(long best) throws IOException {
    List<Checkpoint> all = folder.checkpoints();
    for (Checkpoint old : all.subList(0, Math.max(0, all.size() - keep))) {
      if (old.step() != best) {
        // Renamed first, so that a killed process does not leave half of a checkpoint under its
        // name.
        Path hidden = old.path().resolveSibling("." + old.path().getFileName() + ".old");
        delete(hidden);
        Files.move(old.path(), hidden, StandardCopyOption.ATOMIC_MOVE);
        delete(hidden);
      }
    }
  }

  /** Reads the state of a training, without the weights. */
  static TrainingState state(Checkpoint checkpoint) {
    return NetworkJson.read(checkpoint.state(), TrainingState.class);
  }

  static Weights optimizer(Checkpoint checkpoint) {
    return Safetensors.read(checkpoint.optimizer());
  }

  static @Nullable Weights average(Checkpoint checkpoint) {
    return Files.isRegularFile(checkpoint.generatorAverage())
        ? Safetensors.read(checkpoint.generatorAverage())
        : null;
  }

  static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(path)) {
      for (Path entry : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}
