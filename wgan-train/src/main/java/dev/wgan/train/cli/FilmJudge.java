package dev.wgan.train.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.cli.Result;
import dev.wgan.onnx.cli.Usage;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.Video;
import dev.wgan.train.classify.OnnxClassifier;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.evaluate.Memorisation;
import dev.wgan.train.films.FilmEvaluation;
import dev.wgan.train.films.FilmReport;
import dev.wgan.train.films.Films;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The evaluation of a generator of films. */
final class FilmJudge {
  private static final int DEFAULT_N = 2000;

  private final @Nullable CommandSpec spec;
  private final String title;
  private final Generator generator;
  private final DataSource source;

  FilmJudge(@Nullable CommandSpec spec, String title, Generator generator, DataSource source) {
    this.spec = spec;
    this.title = title;
    this.generator = generator;
    this.source = source;
  }

  int judge(
      Session session,
      @Nullable Path classifier,
      @Nullable Integer n,
      long seed,
      @Nullable Path json,
      @Nullable Path html)
      throws IOException {
    if (classifier == null) {
      throw Usage.wrong(
          spec,
          "films need --classifier FILE.onnx, a classifier of their frames: wgan classifier --data FOLDER without --frames fits one to first frames");
    }
    try (Dataset data = source.open();
        OnnxClassifier frames = OnnxClassifier.load(classifier)) {
      DataDescription described = data.description();
      List<Integer> shape = described.shape();
      requireFits(shape, frames, classifier);
      int count = Math.min(n == null ? DEFAULT_N : n, data.size() / 2);
      if (count < RealData.LEAST) {
        throw new TrainingException(
            "%s films of %s: expected at least %s samples and twice as many films"
                .formatted(count, data.size(), RealData.LEAST));
      }
      Films samples = new Films(generator.sample(count, seed).toArray(), shape);
      Map<String, FilmEvaluation.Figures> figures =
          FilmEvaluation.of(
              samples,
              new Films(spread(data, count, 0), shape),
              new Films(spread(data, count, 1), shape),
              frames,
              seed);
      session.say(text(figures, count));
      boolean training = SeenData.of(generator.info().training()).is(data);
      Memorisation copies = FilmEvaluation.copies(samples, data.size(), index -> film(data, index));
      copies.sentences(training).forEach(session::say);
      if (json != null) {
        Result.write(
            json,
            NetworkJson.write(Map.of("films", count, "figures", figures, "memorisation", copies)));
      }
      if (html != null) {
        int delay = described.kind().frameDelay();
        FilmReport report =
            new FilmReport(
                title, samples, figures, copies, training, delay > 0 ? delay : Video.DEFAULT_DELAY);
        Result.write(html, report.html(index -> film(data, index)));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void requireFits(List<Integer> shape, OnnxClassifier frames, Path classifier) {
    if (!generator.info().output().shape().equals(shape)) {
      throw new TrainingException(
          "the model makes samples of shape %s: the data's are %s"
              .formatted(generator.info().output().shape(), shape));
    }
    List<Integer> frame = shape.subList(1, shape.size());
    if (!frames.takes(frame)) {
      throw new TrainingException(
          "%s classifies samples of another shape than the frames' %s"
              .formatted(classifier, frame));
    }
  }

  private static float[] film(Dataset data, int index) {
    float[] values = new float[data.description().sampleSize()];
    data.read(index, values, 0);
    return values;
  }

  /** Every second film of those that are spread evenly, because folders are in order of class. */
  private static float[] spread(Dataset data, int count, int which) {
    int size = data.description().sampleSize();
    float[] values = new float[Math.multiplyExact(count, size)];
    for (int i = 0; i < count; i++) {
      long place = (2L * i + which) * data.size() / (2L * count);
      data.read((int) place, values, i * size);
    }
    return values;
  }

  private static String text(Map<String, FilmEvaluation.Figures> figures, int count) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%,d films against as many real ones%n%-30s %12s %12s %12s %12s",
                count,
                "",
                "frames, FD",
                "same class",
                "motion, W1",
                "motion, px"));
    figures.forEach(
        (name, figure) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%n%-30s %12.3f %10.1f %% %12.4f %12.3f",
                    name,
                    figure.frameDistance(),
                    100 * figure.sameClass(),
                    figure.motionDistance(),
                    figure.motion())));
    return text.toString();
  }
}
