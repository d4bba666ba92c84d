package dev.wgan.onnx.cli;

import dev.wgan.runtime.ImageOptions;
import dev.wgan.runtime.Inpainter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
 * {@code wgan inpaint}: fills holes in a picture.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "inpaint",
    mixinStandardHelpOptions = true,
    description = "Fills holes in a picture with a trained inpainter.")
public final class InpaintCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      converter = ModelArgument.class,
      completionCandidates = ModelArgument.Names.class,
      description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("inpainter.onnx");

  @Parameters(
      index = "1",
      paramLabel = "PHOTO",
      description = "a PNG, JPEG, BMP, TIFF or GIF file of one picture")
  private Path photo = Path.of("photo.png");

  @Option(
      names = "--mask",
      required = true,
      paramLabel = "MASK",
      description =
          "a picture of the size of the photo: white (from half of the luminance on) where the"
              + " photo has holes")
  private Path mask = Path.of("mask.png");

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description =
          "whole.png, where every pixel outside the holes stays equal, or whole.jpg; -: a PNG to"
              + " standard output")
  private Path out = Path.of("whole.png");

  @Mixin private PictureOptions pictures = new PictureOptions();

  /** Creates the command with its defaults. */
  public InpaintCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter messages = Result.messages(spec, out);
    ImageOptions options = Usage.require(spec, pictures::toImageOptions);
    CommandLine command =
        Objects.requireNonNull(spec, "the command runs within picocli only").commandLine();
    PictureProgress progress = new PictureProgress(command.getErr(), 1);
    progress.start(photo.toString());
    try (Inpainter inpainter = Inpainter.load(model, options)) {
      if (Result.isStandardOutput(out)) {
        Result.write(out, stream -> inpainter.inpaint(photo, mask, stream, progress));
      } else {
        inpainter.inpaint(photo, mask, out, progress);
      }
    } finally {
      progress.erase();
    }
    messages.println(
        "wrote %s: %s, its holes filled"
            .formatted(Result.isStandardOutput(out) ? Result.STANDARD_OUTPUT : out, photo));
    messages.flush();
    return CommandLine.ExitCode.OK;
  }
}
