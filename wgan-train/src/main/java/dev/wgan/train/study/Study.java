package dev.wgan.train.study;

import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.ExportOptions;
import dev.wgan.onnx.OnnxExporter;
import dev.wgan.run.RunFolder;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.run.TrainingData;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.internal.AtomicFile;
import dev.wgan.train.WganTrainer;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.evaluate.PointSet;
import dev.wgan.train.monitor.Measurement;
import dev.wgan.train.monitor.MetricsFile;
import dev.wgan.train.monitor.TrainingEvent.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains the runs of a plan one after the other and evaluates each at its checkpoints.
 *
 * <p>Not thread-safe, except for {@link #cancel}. Existing results are kept: an interrupted run is
 * resumed, an evaluated run is only read.
 */
public final class Study {
  private static final long SAMPLE_SEED = 1;
  private static final String LOOKS = "looks.json";

  /** The stored looks of a run; those with another number of samples are repeated. */
  private record Judged(int samples, List<Look> looks) {}

  private final StudyPlan plan;
  private final Path folder;
  private final Map<String, Subject> subjects;
  private final Consumer<String> progress;
  private final Map<String, String> digests = new HashMap<>(); // of the data, by their name
  private volatile @Nullable WganTrainer current;
  private volatile boolean cancelled;

  /**
   * Prepares a study.
   *
   * @param plan the plan
   * @param folder the folder of the runs
   * @param subjects the data to train on, by their name in plans
   * @param progress receives a line for each run
   * @throws TrainingException if the plan names an unknown subject, or a preset or configuration
   *     key that does not exist
   */
  public Study(
      StudyPlan plan, Path folder, Map<String, Subject> subjects, Consumer<String> progress) {
    for (StudyPlan.Part part : plan.parts()) {
      if (!subjects.containsKey(part.data())) {
        throw new TrainingException(
            "the study's part %s trains on '%s': expected one of %s"
                .formatted(part.name(), part.data(), subjects.keySet()));
      }
      part.runs(folder); // wrong keys are found before hours of training
    }
    this.plan = plan;
    this.folder = folder;
    this.subjects = Map.copyOf(subjects);
    this.progress = progress;
  }

  /**
   * Ends the current training after its iteration, with a checkpoint; {@link #run} then throws, and
   * a later study of the same folder continues there.
   */
  public void cancel() {
    cancelled = true;
    WganTrainer trainer = current;
    if (trainer != null) {
      trainer.cancel();
    }
  }

  /**
   * Trains and evaluates the unfinished runs.
   *
   * @return the results, part by part
   * @throws TrainingException if a training fails, or a run's folder holds another configuration or
   *     was trained on other data
   * @throws CancellationException after {@link #cancel}
   */
  public List<PartResults> run() {
    List<StudyRun> all = plan.parts().stream().flatMap(p -> p.runs(folder).stream()).toList();
    all.forEach(this::checkFolder);
    long started = System.nanoTime();
    int done = 0;
    int fresh = 0;
    Map<StudyRun, List<Look>> looks = new LinkedHashMap<>();
    for (StudyRun run : all) {
      if (!isJudged(run)) {
        progress.accept(
            "run %s of %s: %s%s"
                .formatted(done + 1, all.size(), run.title(), left(started, fresh, done, all)));
        train(run);
        judge(run);
        fresh++;
      }
      looks.put(run, judged(run).looks());
      done++;
    }
    return plan.parts().stream().map(part -> results(part, looks)).toList();
  }

  private static String left(long started, int fresh, int done, List<StudyRun> all) {
    double each = (System.nanoTime() - started) / 60e9 / Math.max(1, fresh);
    return fresh == 0
        ? ""
        : String.format(Locale.ROOT, ", about %.0f min left", each * (all.size() - done));
  }

  private PartResults results(StudyPlan.Part part, Map<StudyRun, List<Look>> looks) {
    Map<String, List<List<Look>>> byLabel = new LinkedHashMap<>();
    Map<String, RunFolder> first = new LinkedHashMap<>();
    for (StudyRun run : part.runs(folder)) {
      byLabel.computeIfAbsent(run.label(), label -> new ArrayList<>()).add(looks.get(run));
      first.putIfAbsent(run.label(), run.folder());
    }
    Subject subject = Objects.requireNonNull(subjects.get(part.data()), part.data());
    return new PartResults(part, byLabel, first, subject.judge());
  }

  private void train(StudyRun run) {
    TrainingConfig config = run.config();
    try (Dataset data = subject(run).data().get()) {
      if (!Files.exists(run.folder().config())) {
        train(WganTrainer.create(config, data, run.folder()));
        return;
      }
      List<Checkpoint> checkpoints = run.folder().checkpoints();
      if (checkpoints.isEmpty()
          || checkpoints.get(checkpoints.size() - 1).step() < config.schedule().steps()) {
        train(WganTrainer.resume(config, data, run.folder()));
      }
    }
  }

  private void train(WganTrainer trainer) {
    current = trainer;
    if (cancelled || trainer.train().reason() == Reason.CANCELLED) {
      throw new CancellationException("stopped; the same command continues");
    }
  }

  /** A run with other settings is reported before hours of training, and never mixed in. */
  private void checkFolder(StudyRun run) {
    if (!Files.exists(run.folder().config())) {
      return;
    }
    List<String> differences =
        ConfigFile.differences(ConfigFile.read(run.folder().config()), run.config()).stream()
            .filter(difference -> !difference.startsWith(StudyRun.KEEP + ":"))
            .toList();
    if (!differences.isEmpty()) {
      throw new TrainingException(
          "%s was trained by another plan: %s; delete it to train it again"
              .formatted(run.folder().path(), String.join(", ", differences)));
    }
    TrainingData trained = NetworkJson.read(run.folder().data(), TrainingData.class);
    String digest = digests.computeIfAbsent(run.part().data(), name -> digest(run));
    if (!trained.digest().equals(digest)) {
      throw new TrainingException(
          "%s was trained on other data, %s of digest %s: the given data have %s; name another folder, or delete this one"
              .formatted(run.folder().path(), trained.name(), trained.digest(), digest));
    }
  }

  private String digest(StudyRun run) {
    try (Dataset data = subject(run).data().get()) {
      return data.digest();
    }
  }

  private static boolean isJudged(StudyRun run) {
    if (!Files.exists(looksFile(run))) {
      return false;
    }
    Judged stored = judged(run);
    return stored.samples() == run.part().samples() && stored.looks().size() == run.part().looks();
  }

  /** Exports and evaluates the checkpoint of each look; the last export stays. */
  private void judge(StudyRun run) {
    List<Measurement> rows = new MetricsFile(run.folder().metrics()).read();
    List<Look> looks = new ArrayList<>();
    long every = run.config().records().checkpointEvery();
    for (Checkpoint checkpoint : run.folder().checkpoints()) {
      long step = checkpoint.step();
      if (step % every == 0) { // the best checkpoint stays in addition to these
        List<Measurement> since =
            rows.stream().filter(row -> row.step() > step - every && row.step() <= step).toList();
        Measurement row = since.get(since.size() - 1);
        Map<String, Double> figures = subject(run).judge().judge(samples(run, checkpoint));
        looks.add(
            new Look(
                step,
                row.criticIterations(),
                row.seconds(),
                row.smoothed(),
                heldOut(since),
                figures));
      }
    }
    if (looks.size() != run.part().looks()) {
      throw new TrainingException(
          "%s has the checkpoints of %s of %s looks: others were deleted; delete the folder to train it again"
              .formatted(run.folder().path(), looks.size(), run.part().looks()));
    }
    byte[] json =
        NetworkJson.write(new Judged(run.part().samples(), looks)).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFile.write(looksFile(run), out -> out.write(json));
    } catch (IOException e) {
      throw new TrainingException("%s cannot be written: %s".formatted(looksFile(run), e), e);
    }
  }

  private static @Nullable Double heldOut(List<Measurement> rows) {
    OptionalDouble mean =
        rows.stream()
            .filter(row -> row.heldOut().isPresent())
            .mapToDouble(row -> row.heldOut().getAsDouble())
            .average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  private PointSet samples(StudyRun run, Checkpoint checkpoint) {
    Path file = run.folder().onnx();
    try {
      OnnxExporter.of(ExportOptions.defaults()).export(run.folder().trained(checkpoint), file);
    } catch (IOException e) {
      throw new TrainingException("%s cannot be written: %s".formatted(file, e), e);
    }
    try (Generator generator = Generator.load(file)) {
      float[] values = generator.sample(run.part().samples(), SAMPLE_SEED).toArray();
      return PointSet.of(values, values.length / run.part().samples());
    }
  }

  private Subject subject(StudyRun run) {
    return Objects.requireNonNull(subjects.get(run.part().data()));
  }

  private static Path looksFile(StudyRun run) {
    return run.folder().path().resolve(LOOKS);
  }

  private static Judged judged(StudyRun run) {
    return NetworkJson.read(looksFile(run), Judged.class);
  }
}
