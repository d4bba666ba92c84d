package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.cli.Result;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.Inpainter;
import dev.wgan.runtime.LoadedModel;
import dev.wgan.runtime.Upscaler;
import dev.wgan.train.config.TrainingException;
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
      if (other.getClass() != loaded.getClass()) {
        throw new TrainingException(
            "%s and %s have different tasks: expected two models of one task"
                .formatted(model, compare));
      }
      return judge(session, json, html, other);
    }
  }

  private int judge(
      Session session, @Nullable Path json, @Nullable Path html, @Nullable LoadedModel other)
      throws IOException {
    List<Photograph> photographs =
        Photographs.centres(
            data.photographs(), data.shrink(), SIDE, side(), PHOTOGRAPHS, channels());
    PictureEvaluation evaluation = evaluation(photographs);
    if (other != null) {
      add(evaluation, name(compare), other);
    }
    add(evaluation, name(model), loaded);
    List<PictureScore> scores = evaluation.scores();
    PictureReport report =
        new PictureReport(name(model), loaded instanceof Inpainter, scores, evaluation);
    session.say(
        String.format(
            Locale.ROOT,
            "the central %d × %d pixels, at most, of %d photographs",
            SIDE,
            SIDE,
            photographs.size()));
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

  private static String name(@Nullable Path file) {
    return file == null ? "" : String.valueOf(file.getFileName());
  }

  private int side() {
    return loaded instanceof Upscaler upscaler ? 2 * upscaler.factor() : MULTIPLE;
  }

  private int channels() {
    return loaded.info().output().shape().get(0);
  }

  private PictureEvaluation evaluation(List<Photograph> photographs) {
    Map<String, String> training = loaded.info().training();
    if (loaded instanceof Upscaler upscaler) {
      String name = training.getOrDefault("degradation", "bicubic").toUpperCase(Locale.ROOT);
      return PictureEvaluation.ofUpscaling(
          photographs, upscaler.factor(), Degradation.valueOf(name));
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
