package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.cli.Result;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.Inpainter;
import dev.wgan.runtime.LoadedModel;
import dev.wgan.runtime.Upscaler;
import dev.wgan.runtime.internal.MetadataKeys;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.DataOptions;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.Photographs;
import dev.wgan.train.data.Photographs.Photograph;
import dev.wgan.train.pictures.PictureEvaluation;
import dev.wgan.train.pictures.PictureReport;
import dev.wgan.train.pictures.PictureScore;
import dev.wgan.train.restore.Degradation;
import dev.wgan.train.restore.HoleMasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The evaluation of a model that restores pictures, and of another one of its task. */
final class PictureJudge {
  private static final int SIDE = 512;
  private static final int MULTIPLE = 64;
  private static final int PHOTOGRAPHS = 24;

  private final Path model;
  private final LoadedModel loaded;
  private final @Nullable Path compare;
  private final DataArguments data;

  PictureJudge(Path model, LoadedModel loaded, @Nullable Path compare, DataArguments data) {
    this.model = model;
    this.loaded = loaded;
    this.compare = compare;
    this.data = data;
  }

  int judge(Session session, @Nullable Path json, @Nullable Path html) throws IOException {
    if (compare == null) {
      return judge(session, json, html, null);
    }
    try (LoadedModel other = LoadedModel.open(compare, GeneratorOptions.defaults())) {
      requireLike(other);
      return judge(session, json, html, other);
    }
  }

  private void requireLike(LoadedModel other) {
    if (other.getClass() != loaded.getClass()) {
      throw new TrainingException(
          "%s and %s have different tasks: expected two models of one task"
              .formatted(model, compare));
    }
    if (channels(other) != channels(loaded)) {
      throw new TrainingException(
          "%s gives %s channels and %s gives %s: expected models of equal channels"
              .formatted(model, channels(loaded), compare, channels(other)));
    }
    if (loaded instanceof Upscaler one
        && other instanceof Upscaler another
        && one.factor() != another.factor()) {
      throw new TrainingException(
          "%s enlarges by %s and %s by %s: expected models of one factor"
              .formatted(model, one.factor(), compare, another.factor()));
    }
  }

  private int judge(
      Session session, @Nullable Path json, @Nullable Path html, @Nullable LoadedModel other)
      throws IOException {
    List<Photograph> photographs =
        Photographs.centres(
            data.photographs(),
            data.shrink(),
            PictureEvaluation.leastSide(loaded instanceof Upscaler up ? up.factor() : 1),
            SIDE,
            side(),
            PHOTOGRAPHS,
            channels(loaded));
    PictureEvaluation evaluation = evaluation(photographs);
    if (other != null && compare != null) {
      add(evaluation, label(compare, model), other);
    }
    add(evaluation, label(model, compare), loaded);
    List<PictureScore> scores = evaluation.scores();
    PictureReport report =
        new PictureReport(label(model, compare), loaded instanceof Inpainter, scores, evaluation);
    session.say(
        String.format(
            Locale.ROOT,
            "the central %d × %d pixels, at most, of %d photographs",
            SIDE,
            SIDE,
            photographs.size()));
    if (isTrainingData()) {
      session.say(
          "the model was trained on this folder: the figures do not show how it does on unseen photographs");
    }
    session.say(report.text());
    if (json != null) {
      Result.write(
          json, NetworkJson.write(Map.of("photographs", evaluation.names(), "scores", scores)));
    }
    if (html != null) {
      Result.write(html, report.html());
    }
    return CommandLine.ExitCode.OK;
  }

  /** The name of a file, or its whole path if the other one's name is the same. */
  private static String label(Path file, @Nullable Path other) {
    String name = String.valueOf(file.getFileName());
    boolean alone = other == null || !name.equals(String.valueOf(other.getFileName()));
    return alone ? name : file.toString();
  }

  /** Returns whether the photographs are those that the file's digest of the data covers. */
  private boolean isTrainingData() {
    String digest = loaded.info().training().get("data_digest");
    Optional<List<Integer>> sample = MetadataKeys.SAMPLE_SHAPE.read(loaded.info().metadata());
    if (digest == null || sample.isEmpty() || sample.get().size() != 3) {
      return false;
    }
    int patch = sample.get().get(1);
    try (Dataset patches =
        Datasets.openPatches(data.photographs(), patch, data.shrink(), DataOptions.defaults())) {
      return patches.digest().equals(digest);
    } catch (DataException e) { // photographs that no training could have cut patches of
      return false;
    }
  }

  private int side() {
    return loaded instanceof Upscaler upscaler ? 2 * upscaler.factor() : MULTIPLE;
  }

  private static int channels(LoadedModel of) {
    return of.info().output().shape().get(0);
  }

  private PictureEvaluation evaluation(List<Photograph> photographs) {
    Map<String, String> training = loaded.info().training();
    if (loaded instanceof Upscaler upscaler) {
      return PictureEvaluation.ofUpscaling(photographs, upscaler.factor(), degradation());
    }
    HoleMasks masks =
        new HoleMasks(
            number(training, "holes", 4),
            number(training, "stroke_min", 3),
            number(training, "stroke_max", 8),
            number(training, "box_min", 6),
            number(training, "box_max", 16));
    return PictureEvaluation.ofInpainting(photographs, masks);
  }

  /** The way in which the model's training reduced pictures; bicubic if the file does not say. */
  private Degradation degradation() {
    String name = MetadataKeys.UPSCALE_DEGRADATION.read(loaded.info().metadata()).orElse("bicubic");
    for (Degradation degradation : Degradation.values()) {
      if (degradation.name().toLowerCase(Locale.ROOT).equals(name)) {
        return degradation;
      }
    }
    throw new TrainingException(
        "%s was trained on pictures reduced by '%s': expected box or bicubic"
            .formatted(model, name));
  }

  private static int number(Map<String, String> training, String key, int otherwise) {
    String text = training.get(key);
    return text == null ? otherwise : Integer.parseInt(text);
  }

  private static void add(PictureEvaluation evaluation, String name, LoadedModel model) {
    if (model instanceof Upscaler upscaler) {
      evaluation.with(name, upscaler);
    } else if (model instanceof Inpainter inpainter) {
      evaluation.with(name, inpainter);
    }
  }
}
