package dev.wgan.onnx.cli;

import dev.wgan.runtime.GeneratorException;
import dev.wgan.runtime.ImageOptions;
import dev.wgan.runtime.Upscaler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
 * {@code wgan upscale}: enlarges a picture, or every picture of a folder.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "upscale",
    mixinStandardHelpOptions = true,
    description = "Enlarges a picture, or every picture of a folder, with a trained upscaler.")
public final class UpscaleCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = ModelArgument.class,
      completionCandidates = ModelArgument.Names.class,
      description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("upscaler.onnx");

  @Parameters(
      index = "1",
      paramLabel = "PHOTO|FOLDER",
      description = "a PNG, JPEG, BMP, TIFF or GIF file of one picture, or a folder of such files")
  private Path photo = Path.of("photo.png");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE|FOLDER",
      description =
          "large.png or large.jpg; a folder for the pictures of a folder; -: a PNG to standard"
              + " output")
  private Path out = Path.of("large.png");

  @Mixin private PictureOptions pictures = new PictureOptions();

  /** Creates the command with its defaults. */
  public UpscaleCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter messages = Result.messages(spec, out);
    ImageOptions options = Usage.require(spec, pictures::toImageOptions);
    boolean folder = Files.isDirectory(photo);
    List<Path> photos = folder ? photos() : List.of(photo);
    PictureProgress progress = new PictureProgress(commandLine().getErr(), photos.size());
    try (Upscaler upscaler = Upscaler.load(model, options)) {
      return folder
          ? enlargeAll(upscaler, photos, progress, messages)
          : enlarge(upscaler, photo, target(), progress, messages);
    } finally {
      progress.erase();
    }
  }

  private List<Path> photos() throws IOException {
    List<Path> photos = PictureFolder.pictures(photo);
    if (photos.isEmpty()) {
      throw Usage.wrong(
          spec,
          "the folder %s has no pictures: expected PNG, JPEG, BMP, TIFF or GIF files"
              .formatted(photo));
    } else if (Result.isStandardOutput(out)) {
      throw Usage.wrong(spec, "-o -: expected a folder for the pictures of a folder");
    } else if (Files.exists(out) && !Files.isDirectory(out)) {
      throw Usage.wrong(
          spec, "-o %s is a file: expected a folder for the pictures of a folder".formatted(out));
    }
    return photos;
  }

  /** One picture may also go to a folder. */
  private Path target() {
    return Files.isDirectory(out) ? PictureFolder.result(out, photo) : out;
  }

  private int enlarge(
      Upscaler upscaler, Path from, Path to, PictureProgress progress, PrintWriter messages)
      throws IOException {
    progress.start(from.toString());
    if (Result.isStandardOutput(to)) {
      Result.write(to, stream -> upscaler.upscale(from, stream, progress));
    } else {
      upscaler.upscale(from, to, progress);
    }
    progress.erase();
    messages.println(
        "wrote %s: %s, %s times as wide and high"
            .formatted(
                Result.isStandardOutput(to) ? Result.STANDARD_OUTPUT : to,
                from,
                upscaler.factor()));
    messages.flush();
    return CommandLine.ExitCode.OK;
  }

  /** Goes on after a picture that cannot be enlarged, and fails at the end. */
  private int enlargeAll(
      Upscaler upscaler, List<Path> photos, PictureProgress progress, PrintWriter messages)
      throws IOException {
    Files.createDirectories(out);
    int failed = 0;
    for (Path from : photos) {
      try {
        enlarge(upscaler, from, PictureFolder.result(out, from), progress, messages);
      } catch (GeneratorException | UncheckedIOException e) {
        failed++;
        progress.erase();
        PrintWriter err = commandLine().getErr();
        err.println(Failures.sentence(e, commandLine()));
        err.flush();
      }
    }
    if (failed > 0) {
      commandLine()
          .getErr()
          .println("%s of %s pictures could not be enlarged".formatted(failed, photos.size()));
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "the command runs within picocli only").commandLine();
  }
}
