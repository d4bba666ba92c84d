package dev.wgan.onnx.cli;

import dev.wgan.onnx.Verification;
import dev.wgan.run.RunFolder;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
 * {@code wgan verify}: checks a model by itself, and compares it with its run.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks an ONNX generator: structure, weights, digest, self-test, samples; the exit code is 1 if a check fails.")
public final class VerifyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelArgument.class,
      completionCandidates = ModelArgument.Names.class,
      description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("generator.onnx");

  @Option(
      names = "--against",
      paramLabel = "RUN_FOLDER",
      description = "the training run to compare with")
  private @Nullable Path run;

  @Mixin private ForeignModelOptions foreign = new ForeignModelOptions();

  /** Creates the command with its defaults. */
  public VerifyCommand() {}

  @Override
  public Integer call() {
    CommandSpec command = spec;
    if (command == null) {
      throw new IllegalStateException("the command runs within picocli only");
    }
    Set<String> named = new HashSet<>();
    Verification verification =
        Verification.of(
            model,
            Usage.require(command, () -> foreign.toGeneratorOptions().build()),
            Optional.ofNullable(run).map(RunFolder::new),
            setting -> {
              String flag = Flags.of(command.commandLine(), setting);
              named.add(flag.split(" ", 2)[0]);
              return flag;
            });
    Optional<String> refused = verification.loadFailure();
    if (refused.isPresent()
        && named.stream().anyMatch(command.commandLine().getParseResult()::hasMatchedOption)) {
      throw Usage.wrong(command, refused.get()); // an option is at fault, and not the model
    }
    boolean symbols = Charset.defaultCharset().newEncoder().canEncode("✓✗–");
    command.commandLine().getOut().print(verification.text(symbols));
    command.commandLine().getOut().flush();
    return verification.passed() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
