package dev.wgan.onnx;

import dev.wgan.network.NetworkException;
import dev.wgan.onnx.inspect.CheckReport;
import dev.wgan.onnx.inspect.Finding;
import dev.wgan.onnx.inspect.OnnxChecker;
import dev.wgan.onnx.inspect.OnnxModel;
import dev.wgan.run.GroupedClasses;
import dev.wgan.run.RunFolder;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.Batching;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorException;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.LoadedModel;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.Samples;
import dev.wgan.runtime.SelfTestResult;
import dev.wgan.runtime.Setting;
import dev.wgan.runtime.SettingNames;
import dev.wgan.runtime.internal.MetadataForm;
import dev.wgan.runtime.internal.MetadataKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result of verifying a model: all checks that need only the file, and the comparison with its
 * training run if that is given.
 *
 * <p>Immutable and thread-safe.
 *
 * @param checks the checks in the order they were made
 */
public record Verification(List<Check> checks) {
  private static final String LOAD = "load";
  private static final int SAMPLES = 16;
  private static final int SHOWN_ERRORS = 5;

  /** The outcome of a check. */
  public enum Outcome {
    /** The check passed. */
    PASSED,
    /** The check failed. */
    FAILED,
    /** There was nothing to check. */
    SKIPPED
  }

  /**
   * One check.
   *
   * @param name the subject of the check
   * @param outcome its outcome
   * @param figure the finding
   */
  public record Check(String name, Outcome outcome, String figure) {}

  /** Copies the list. */
  public Verification {
    checks = List.copyOf(checks);
  }

  /**
   * Returns whether the verification passed.
   *
   * @return true if no check failed
   */
  public boolean passed() {
    return checks.stream().noneMatch(check -> check.outcome() == Outcome.FAILED);
  }

  /**
   * Returns why the model could not be loaded, with the names that were given for settings.
   *
   * @return one sentence; empty if the model was loaded, or was not tried
   */
  public Optional<String> loadFailure() {
    return checks.stream()
        .filter(check -> check.name().equals(LOAD) && check.outcome() == Outcome.FAILED)
        .map(Check::figure)
        .findFirst();
  }

  /**
   * Verifies a model.
   *
   * @param file the ONNX file
   * @param options the options of loading, for a model without metadata
   * @param run the run folder to compare with, if any
   * @return the checks
   * @throws GeneratorException if the file does not exist or is not an ONNX model
   */
  public static Verification of(Path file, GeneratorOptions options, Optional<RunFolder> run) {
    return of(file, options, run, Setting::javaName);
  }

  /**
   * Verifies a model, with the caller's names of settings in the findings.
   *
   * @param file the ONNX file
   * @param options the options of loading, for a model without metadata
   * @param run the run folder to compare with, if any
   * @param names returns the reader's name for a setting
   * @return the checks
   * @throws GeneratorException if the file does not exist or is not an ONNX model
   */
  public static Verification of(
      Path file,
      GeneratorOptions options,
      Optional<RunFolder> run,
      Function<Setting, String> names) {
    List<Check> checks = new ArrayList<>();
    if (!structure(OnnxModel.read(file), options, names, checks)) {
      // Loading a malformed graph can crash the process.
      checks.add(skipped(LOAD, "not loaded, because its structure is malformed"));
      return new Verification(checks);
    }
    long start = System.nanoTime();
    try (LoadedModel model = LoadedModel.open(file, options)) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      ModelInfo info = model.info();
      checks.add(digest(info));
      checks.add(passed(LOAD, "%s in %s ms".formatted(model.provider(), millis)));
      if (model instanceof Generator generator) {
        checks.add(batches(info.batching()));
        selfTest(model, names, checks);
        samples(generator, names, checks);
      } else {
        selfTest(model, names, checks);
      }
      run.ifPresent(folder -> against(file, info, folder, names, checks));
    } catch (GeneratorException e) {
      checks.add(failed(LOAD, e, names));
    }
    return new Verification(checks);
  }

  private static Check batches(Batching batching) {
    return batching.mode() == Batching.Mode.IRREPRODUCIBLE
        ? skipped("batches", batching.toString())
        : passed("batches", batching.toString());
  }

  private static boolean structure(
      OnnxModel model,
      GeneratorOptions options,
      Function<Setting, String> names,
      List<Check> checks) {
    CheckReport report = OnnxChecker.check(model, options);
    List<Finding> errors = report.errors();
    int nodes = model.proto().getGraph().getNodeCount();
    String counts = "%s nodes, %s warnings".formatted(nodes, report.warnings().size());
    if (errors.isEmpty()) {
      checks.add(passed("structure", counts + ", no weight is NaN"));
    } else {
      String shown =
          String.join("; ", errors.stream().limit(SHOWN_ERRORS).map(Finding::toString).toList());
      String more = errors.size() > SHOWN_ERRORS ? "; and " + (errors.size() - SHOWN_ERRORS) : "";
      GeneratorOptions accepting = GeneratorOptions.of(o -> o.unguardedOperators(true));
      String remedy =
          OnnxChecker.check(model, accepting).errors().isEmpty()
              ? "; %s accepts that it could end the process"
                  .formatted(names.apply(Setting.UNGUARDED_OPERATORS))
              : "";
      checks.add(new Check("structure", Outcome.FAILED, shown + more + remedy));
    }
    return errors.isEmpty();
  }

  private static Check digest(ModelInfo info) {
    if (info.digest().isEmpty()) {
      return skipped("digest", "the file has none");
    }
    String covered =
        MetadataKeys.GRAPH_SHA256.isIn(info.metadata())
            ? "the graph; format 1 leaves out the metadata"
            : "graph and metadata";
    return passed("digest", "sha256 %s over %s".formatted(info.digest().get(), covered));
  }

  private static void selfTest(
      LoadedModel model, Function<Setting, String> names, List<Check> checks) {
    if (!MetadataKeys.GOLDEN_SIZE.isIn(model.info().metadata())) {
      checks.add(skipped("self-test", "the file keeps no golden samples"));
      return;
    }
    try {
      SelfTestResult result = model.selfTest();
      checks.add(
          passed(
              "self-test",
              String.format(
                  Locale.ROOT,
                  "%s golden samples, error %.2g (at most %.2g)",
                  result.samples(),
                  result.maxDifference(),
                  result.tolerance())));
    } catch (GeneratorException e) {
      checks.add(failed("self-test", e, names));
    }
  }

  private static void samples(
      Generator generator, Function<Setting, String> names, List<Check> checks) {
    try {
      Samples samples = generator.sample(SAMPLES, 0L);
      int wrong = 0;
      for (float value : samples.toArray()) {
        wrong += Float.isFinite(value) ? 0 : 1;
      }
      String figure =
          "%s of shape %s, %s values not finite".formatted(SAMPLES, samples.shape(), wrong);
      checks.add(new Check("samples", wrong == 0 ? Outcome.PASSED : Outcome.FAILED, figure));
    } catch (dev.wgan.runtime.InputException e) {
      checks.add(skipped("samples", e.message(names)));
    } catch (GeneratorException e) {
      checks.add(failed("samples", e, names));
    }
  }

  private static void against(
      Path file,
      ModelInfo info,
      RunFolder run,
      Function<Setting, String> names,
      List<Check> checks) {
    try {
      RunFolder.Checkpoint checkpoint = checkpoint(info, run);
      TrainedGenerator trained = GroupedClasses.of(run.trained(checkpoint), grouping(info));
      Parity parity = RunParity.of(file, info, trained);
      String figure =
          String.format(
              Locale.ROOT,
              "step %s, %s samples, relative error %.2g (at most %.0e)",
              checkpoint.step(),
              parity.samples(),
              parity.relativeError(),
              parity.tolerance());
      checks.add(new Check("run", parity.holds() ? Outcome.PASSED : Outcome.FAILED, figure));
      checks.add(metadata(info, trained));
    } catch (NetworkException | GeneratorException e) {
      checks.add(failed("run", e, names));
    }
  }

  private static Optional<String> grouping(ModelInfo info) {
    return Optional.ofNullable(
            info.metadata().get(MetadataKeys.TRAINING.of(GroupedClasses.LINEAGE).name()))
        .map(MetadataForm.TEXT::read);
  }

  private static Check metadata(ModelInfo info, TrainedGenerator trained) {
    if (!MetadataKeys.FORMAT.isIn(info.metadata())) {
      return skipped("metadata", "the file has none to compare with the run's");
    }
    List<String> differences = RunMetadata.differences(info, trained);
    return differences.isEmpty()
        ? passed("metadata", "latents, samples and lineage are those of the run")
        : new Check("metadata", Outcome.FAILED, String.join("; ", differences));
  }

  /** The checkpoint whose step the model names; the latest if it names none. */
  private static RunFolder.Checkpoint checkpoint(ModelInfo info, RunFolder run) {
    RunFolder.Checkpoint latest = run.latest();
    String step = info.training().get("step");
    if (step == null) {
      return latest;
    }
    List<RunFolder.Checkpoint> kept = run.checkpoints();
    return kept.stream()
        .filter(checkpoint -> String.valueOf(checkpoint.step()).equals(step))
        .findFirst()
        .orElseThrow(
            () ->
                new NetworkException(
                    "the model is of step %s: %s has only the checkpoints of the steps %s"
                        .formatted(
                            step,
                            run.path(),
                            kept.stream().map(RunFolder.Checkpoint::step).toList())));
  }

  /**
   * Returns the checks as text, one line each.
   *
   * @param symbols whether a tick and a cross can be shown
   * @return the lines, each with a line break
   */
  public String text(boolean symbols) {
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      String mark =
          switch (check.outcome()) {
            case PASSED -> symbols ? "✓" : "ok    ";
            case FAILED -> symbols ? "✗" : "FAILED";
            case SKIPPED -> symbols ? "–" : "-     ";
          };
      text.append("%s %-9s  %s%n".formatted(mark, check.name(), check.figure()));
    }
    return text.toString();
  }

  private static Check passed(String name, String figure) {
    return new Check(name, Outcome.PASSED, figure);
  }

  private static Check skipped(String name, String reason) {
    return new Check(name, Outcome.SKIPPED, reason);
  }

  private static Check failed(String name, RuntimeException e, Function<Setting, String> names) {
    String figure =
        e instanceof SettingNames named ? named.message(names) : String.valueOf(e.getMessage());
    return new Check(name, Outcome.FAILED, figure);
  }
}
