package dev.wgan.train.cli;

import dev.wgan.onnx.cli.ModelArgument;
import dev.wgan.onnx.cli.Result;
import dev.wgan.onnx.cli.Usage;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.LoadedModel;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.Samples;
import dev.wgan.table.TableCodec;
import dev.wgan.train.classify.OnnxClassifier;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.evaluate.Classifier;
import dev.wgan.train.evaluate.Conditions;
import dev.wgan.train.evaluate.Evaluation;
import dev.wgan.train.evaluate.EvaluationJson;
import dev.wgan.train.evaluate.EvaluationListener;
import dev.wgan.train.evaluate.EvaluationOptions;
import dev.wgan.train.evaluate.EvaluationReport;
import dev.wgan.train.evaluate.EvaluationTable;
import dev.wgan.train.evaluate.Evaluator;
import dev.wgan.train.evaluate.ImageShape;
import dev.wgan.train.evaluate.PointSet;
import dev.wgan.train.evaluate.SoundShape;
import dev.wgan.train.monitor.StepProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan evaluate}: compares a generator's samples with real data.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Compares samples with data: distances, precision, recall, density, coverage, classes, memorisation; each figure comes with that of real data and of a fitted Gaussian. Typed tables are compared column by column, pair by pair and by classifiers. Models that enlarge or complete pictures are compared with classical methods on photographs.")
final class EvaluateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelArgument.class,
      completionCandidates = ModelArgument.Names.class,
      description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("generator.onnx");

  @Mixin private DataArguments data = new DataArguments();

  @Option(
      names = "-n",
      paramLabel = "N",
      description =
          "samples to draw, at most the size of the test part, or a third of data without a test part (default: that number)")
  private @Nullable Integer n;

  @Option(
      names = "--held-out",
      description =
          "compare with those of --data that the training held out and never saw; --data is then what the model was trained on")
  private boolean heldOut;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "the seed of the samples (default: 1)")
  private long seed = 1;

  @Option(
      names = "--classifier",
      paramLabel = "FILE.onnx",
      description =
          "a classifier by `wgan classifier`, whose features and classes are used (default: the embedded one, for Fashion-MNIST); may be repeated: further ones are asked only whether they recognise the class that a sample was asked for")
  private List<Path> classifiers = new ArrayList<>();

  @Option(
      names = "--modes",
      paramLabel = "TOY",
      description = "count the modes of a toy: ${COMPLETION-CANDIDATES}")
  private @Nullable Toy modes;

  @Option(
      names = "--compare",
      paramLabel = "FILE.onnx",
      description =
          "for models that restore pictures: another model of the same task, shown in the same table")
  private @Nullable Path compare;

  @Option(
      names = "--train",
      paramLabel = "FILE.csv",
      description =
          "for typed tables: the rows of the training, among which copies are looked for and to which a Gaussian copula is fitted")
  private @Nullable Path train;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description =
          "for typed tables: a column that classifiers learn from generated rows and predict in real ones (default: the last column of each type); may be repeated")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--json",
      paramLabel = "FILE.json",
      description = "the file for the figures, - for standard output")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      description = "the file for the page, - for standard output")
  private @Nullable Path html;

  @Override
  public Integer call() throws IOException {
    Session session = Session.of(spec, json, html);
    Usage.requireParent(spec, "--json", json);
    Usage.requireParent(spec, "--html", html);
    if (n != null && n < RealData.LEAST) {
      throw Usage.wrong(spec, "-n is " + n + ": expected at least " + RealData.LEAST + " samples");
    }
    try (LoadedModel loaded = LoadedModel.open(model, GeneratorOptions.defaults())) {
      if (!(loaded instanceof Generator generator)) {
        if (compare != null && compare.equals(model)) {
          throw Usage.wrong(spec, "--compare is the model itself: expected another file");
        }
        refuseHeldOut("models that restore pictures");
        return new PictureJudge(model, loaded, compare, data).judge(session, json, html);
      }
      if (compare != null) {
        throw Usage.wrong(
            spec, "--compare is for models that restore pictures: " + model + " generates samples");
      }
      Optional<TableCodec> table = generator.info().table();
      if (table.isPresent()) {
        refuseHeldOut("typed tables");
        return new TableJudge(model.toString(), generator, table.get(), tableSource())
            .judge(session, train, targets, n, seed, json, html);
      }
      if (train != null || !targets.isEmpty()) {
        throw Usage.wrong(
            spec,
            "--train and --target are for generators of typed tables: "
                + model
                + " does not describe the types of a table's columns");
      }
      if (data.source().frames() > 0) {
        refuseHeldOut("films");
        if (modes != null || classifiers.size() > 1) {
          throw Usage.wrong(spec, "films are evaluated with one --classifier, without --modes");
        }
        @Nullable Path frames = classifiers.isEmpty() ? null : classifiers.get(0);
        return new FilmJudge(spec, model.toString(), generator, data.source())
            .judge(session, frames, n, seed, json, html);
      }
      RealData real = real(generator);
      List<Integer> shape = real.description().shape();
      if (!generator.info().output().shape().equals(shape)) {
        throw new TrainingException(
            "%s makes samples of shape %s: the data's are %s"
                .formatted(model, generator.info().output().shape(), shape));
      }
      Samples drawn = generator.sample(real.reference().size(), seed);
      PointSet samples = PointSet.of(drawn.toArray(), real.description().sampleSize());
      Evaluator evaluator =
          Evaluator.of(
                  real.reference(), real.floor(), real.training(), EvaluationOptions.defaults(seed))
              .withTraining(real.exposure(), real.trained(), real.heldOut());
      if (real.description().kind().id() == SampleKind.IMAGE) {
        evaluator = evaluator.withImages(imageShape(shape));
      } else if (real.description().kind().id() == SampleKind.AUDIO) {
        evaluator = evaluator.withSounds(soundShape(real.description()));
      }
      if (modes != null) {
        Evaluator plain = evaluator;
        Toy toy = modes;
        evaluator =
            Usage.require(spec, () -> plain.withModes(toy.centres(), toy.mixture().deviation()));
      }
      Evaluation evaluation;
      try (Judges judges = Judges.of(classifiers, real.description());
          StepProgress progress = session.progress("evaluating")) {
        OnnxClassifier judge = judges.features();
        if (judge != null) {
          session.say(
              String.format(
                  Locale.ROOT,
                  "features and classes by a classifier that labels %.1f %% of unseen samples right",
                  100 * judge.accuracy()));
          evaluator = evaluator.withFeatures(judge);
        }
        Conditions conditions = conditions(session, generator, drawn, real);
        if (conditions != null) {
          Map<String, Classifier> asked = judges.of(conditions.classNames());
          if (asked.isEmpty()) {
            session.say(
                "no classifier has the data's classes: whether the asked-for class is recognised is not measured");
          }
          evaluator = evaluator.withConditions(conditions, asked);
        }
        evaluation = evaluator.listen(new Shown(progress)).evaluate(samples);
      }
      session.say(EvaluationTable.text(evaluation));
      if (json != null) {
        Result.write(json, EvaluationJson.write(evaluation));
      }
      if (html != null) {
        Result.write(html, page(evaluation, samples, real));
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void refuseHeldOut(String what) {
    if (heldOut) {
      throw Usage.wrong(
          spec,
          "--held-out is not for " + what + ": give samples apart from the training as --data");
    }
  }

  private RealData real(Generator generator) {
    OptionalInt most = n == null ? OptionalInt.empty() : OptionalInt.of(n);
    SeenData seen = SeenData.of(generator.info().training());
    return heldOut
        ? RealData.ofHeldOut(data.source(), most, seen)
        : RealData.of(data.source(), most, seen);
  }

  private DataSource tableSource() {
    DataSource source = data.source();
    if (source.path().isEmpty()) {
      throw Usage.wrong(
          spec, "a model of a table needs --data FILE.csv, rows that training did not see");
    }
    if (modes != null || !classifiers.isEmpty() || source.frames() > 0) {
      throw Usage.wrong(
          spec, "typed tables are evaluated without --classifier, --modes and --frames");
    }
    return source;
  }

  /** Shows stages and steps on the display of the command line. */
  private record Shown(StepProgress progress) implements EvaluationListener {
    @Override
    public void stage(String name) {
      progress.line(String.format(Locale.ROOT, "%s (%.0f s so far) ...", name, progress.seconds()));
    }

    @Override
    public void step(long done, long total) {
      progress.show(done, total);
    }
  }

  /** The classes that were asked for; null if they are not those of the data. */
  private static @Nullable Conditions conditions(
      Session session, Generator generator, Samples drawn, RealData real) {
    List<String> names = real.description().classNames();
    List<String> asked = generator.info().classNames();
    if (real.referenceLabels().isEmpty() || !asked.equals(names)) {
      if (!asked.isEmpty()) {
        session.say(
            "the data's classes are not those of the model: %s %s, where the model has %s %s; what depends on asked-for classes is not measured"
                .formatted(names.size(), names, asked.size(), asked));
      }
      return null;
    }
    return new Conditions(
        names,
        IntStream.range(0, drawn.size()).map(drawn::label).boxed().toList(),
        real.referenceLabels(),
        real.floorLabels());
  }

  private String page(Evaluation evaluation, PointSet samples, RealData real) {
    EvaluationReport report = EvaluationReport.of(model.toString(), evaluation);
    DataDescription described = real.description();
    if (described.kind().id() == SampleKind.IMAGE) {
      return report.withImages(samples, real.trained(), imageShape(described.shape())).html();
    } else if (described.kind().id() == SampleKind.AUDIO) {
      return report.withSounds(samples, real.trained(), soundShape(described)).html();
    }
    return samples.dimension() == 2
        ? report.withPoints(samples, real.reference()).html()
        : report.html();
  }

  private static SoundShape soundShape(DataDescription described) {
    return new SoundShape(
        described.shape().get(0), described.shape().get(1), described.kind().sampleRate());
  }

  private static ImageShape imageShape(List<Integer> shape) {
    return new ImageShape(shape.get(0), shape.get(1), shape.get(2));
  }
}
