package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Result;
import dev.wgan.onnx.cli.Usage;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Toys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan toy}: writes points in the plane, on which mode collapse is visible.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "toy",
    mixinStandardHelpOptions = true,
    description =
        "Writes points of a mixture of Gaussians in the plane, for training and evaluation.")
final class ToyCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "TOY",
      description = "8 Gaussians on a ring or 25 on a grid: ${COMPLETION-CANDIDATES}")
  private Toy toy = Toy.RING;

  @Option(names = "-n", paramLabel = "N", description = "points (default: ${DEFAULT-VALUE})")
  private int n = 100_000;

  @Option(names = "--seed", paramLabel = "SEED", description = "default: ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE.npy",
      description = "the points, float32 [n, 2]; - for standard output")
  private Path out = Path.of("toy.npy");

  @Override
  public Integer call() throws IOException {
    Session session = Session.of(spec, out);
    try (Dataset points = Usage.require(spec, () -> toy.mixture().dataset(n, seed))) {
      Result.writeFile(
          out,
          "toy.npy",
          file -> {
            Toys.write(file, points);
            return file;
          });
    }
    session.say(
        String.format(
            Locale.ROOT,
            "%s: %,d points of the %s",
            Result.isStandardOutput(out) ? Result.STANDARD_OUTPUT : out,
            n,
            toy.mixture().name()));
    return CommandLine.ExitCode.OK;
  }
}
