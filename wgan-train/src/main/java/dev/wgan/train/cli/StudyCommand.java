package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Usage;
import dev.wgan.train.data.DataOptions;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.Toys;
import dev.wgan.train.evaluate.PointSet;
import dev.wgan.train.study.ModesJudge;
import dev.wgan.train.study.PartResults;
import dev.wgan.train.study.ResultsPage;
import dev.wgan.train.study.Study;
import dev.wgan.train.study.StudyPage;
import dev.wgan.train.study.StudyPlan;
import dev.wgan.train.study.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan study}: trains the runs of a plan, evaluates them, and writes the results as a page.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description =
        "Trains the runs of a plan at an equal budget, evaluates each over time, and writes tables and pictures. Finished runs are not repeated.")
final class StudyCommand implements Callable<Integer> {
  private static final int TOY_POINTS = 100_000;
  private static final int TOY_REFERENCE = 10_000;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PLAN.json", description = "the trainings to compare")
  private Path plan = Path.of("study.json");

  @Mixin private DataArguments data = new DataArguments();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description = "the folder of the runs (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("study");

  @Option(
      names = "--page",
      paramLabel = "FILE.md",
      description =
          "the page that receives tables and pictures, between the lines that name its parts (default: results.md in the folder)")
  private @Nullable Path page;

  @Override
  public Integer call() throws IOException {
    Session session = Session.of(spec);
    Usage.requireFolder(spec, out);
    StudyPlan read = StudyPlan.read(plan);
    Path html = out.resolve("results.html");
    Path results = page == null ? out.resolve("results.md") : page;
    ResultsPage resultsPage = new ResultsPage(results);
    resultsPage.requirePlaces(read);
    try (StudyImages images = StudyImages.of(data.source())) {
      Map<String, Subject> subjects = new LinkedHashMap<>();
      subjects.put("images", images.subject());
      for (Toy toy : Toy.values()) {
        subjects.put(toy.name().toLowerCase(Locale.ROOT), subject(toy));
      }
      Study study = new Study(read, out, subjects, session::say);
      Interruption interruption = new Interruption(study::cancel);
      try {
        if (!interruption.watch()) {
          return Session.INTERRUPTED;
        }
        List<PartResults> parts = study.run();
        resultsPage.write(parts);
        StudyPage.write(html, parts);
      } catch (CancellationException e) {
        session.say(String.valueOf(e.getMessage()));
        return Session.INTERRUPTED;
      } finally {
        interruption.close();
      }
    }
    session.say("results: %s and %s".formatted(results, html));
    return CommandLine.ExitCode.OK;
  }

  private Subject subject(Toy toy) {
    try (Dataset fresh = toy.mixture().dataset(TOY_REFERENCE, 2)) {
      PointSet reference = PointSet.of(fresh.values(0, TOY_REFERENCE), 2);
      return new Subject(
          () -> open(toy), new ModesJudge(reference, toy.centres(), toy.mixture().deviation()));
    }
  }

  /** A file, because tables from files are standardised. */
  private Dataset open(Toy toy) {
    Path file = out.resolve(toy.name().toLowerCase(Locale.ROOT) + ".npy");
    if (!Files.exists(file)) {
      try (Dataset points = toy.mixture().dataset(TOY_POINTS, 1)) {
        Files.createDirectories(out);
        Toys.write(file, points);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Datasets.open(file, DataOptions.defaults());
  }
}
