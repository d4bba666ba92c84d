package dev.wgan.train.cli;

import dev.wgan.runtime.AtomicFile;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SampleKind;
import dev.wgan.train.TrainingException;
import dev.wgan.train.data.BatchOrder;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.evaluate.Evaluation;
import dev.wgan.train.evaluate.EvaluationJson;
import dev.wgan.train.evaluate.EvaluationOptions;
import dev.wgan.train.evaluate.EvaluationReport;
import dev.wgan.train.evaluate.EvaluationTable;
import dev.wgan.train.evaluate.Evaluator;
import dev.wgan.train.evaluate.ImageShape;
import dev.wgan.train.evaluate.PointSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan evaluate}: measures a generator's samples beside real data.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measures samples against data in raw values: distances, precision, recall, density,"
            + " coverage, memorisation; each beside real data and a fitted Gaussian.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "the ONNX file")
  private Path model = Path.of("generator.onnx");

  @Mixin private DataArguments data = new DataArguments();

  @Option(
      names = "-n",
      paramLabel = "N",
      description = "samples to draw, at most a third of the data (default: as many as that)")
  private int n = Integer.MAX_VALUE;

  @Option(names = "--seed", paramLabel = "SEED", description = "the samples' seed (default: 1)")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE.json", description = "where to write the figures")
  private @Nullable Path json;

  @Option(names = "--html", paramLabel = "FILE.html", description = "where to write the page")
  private @Nullable Path html;

  @Override
  public Integer call() throws IOException {
    Session session = Session.of(spec);
    try (Generator generator = Generator.load(model);
        Dataset real = data.source().open()) {
      if (!generator.info().output().shape().equals(real.description().shape())) {
        throw new TrainingException(
            "%s makes samples of shape %s: the data's are %s"
                .formatted(model, generator.info().output().shape(), real.description().shape()));
      }
      int each = Math.min(n, real.size() / 3);
      if (each < 100) {
        throw new TrainingException(
            "%d samples against %s of %d: expected at least 100 samples and three times as many data"
                .formatted(each, real.description().name(), real.size()));
      }
      int size = real.description().sampleSize();
      PointSet samples = PointSet.of(generator.sample(each, seed).toArray(), size);
      PointSet reference = part(real, 0, each);
      PointSet floor = part(real, each, 2 * each);
      PointSet training = part(real, 2 * each, real.size());
      Evaluation evaluation =
          Evaluator.of(reference, floor, training, EvaluationOptions.defaults(seed))
              .evaluate(samples);
      session.say(EvaluationTable.text(evaluation));
      if (json != null) {
        write(json, EvaluationJson.write(evaluation));
      }
      if (html != null) {
        write(html, page(evaluation, samples, reference, training, real));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /** Samples of a shuffle, since data may come sorted by class. */
  private PointSet part(Dataset real, int from, int to) {
    int size = real.description().sampleSize();
    BatchOrder order = BatchOrder.of(real.size(), 1, 0);
    float[] values = new float[(to - from) * size];
    for (int i = from; i < to; i++) {
      real.read(order.index(i), values, (i - from) * size);
    }
    return PointSet.of(values, size);
  }

  private String page(
      Evaluation evaluation,
      PointSet samples,
      PointSet reference,
      PointSet training,
      Dataset real) {
    EvaluationReport report = EvaluationReport.of(model.toString(), evaluation);
    if (real.description().kind() == SampleKind.IMAGE) {
      return report.withImages(samples, training, imageShape(real.description().shape())).html();
    }
    return samples.dimension() == 2 ? report.withPoints(samples, reference).html() : report.html();
  }

  private static ImageShape imageShape(List<Integer> shape) {
    return new ImageShape(shape.get(0), shape.get(1), shape.get(2));
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
