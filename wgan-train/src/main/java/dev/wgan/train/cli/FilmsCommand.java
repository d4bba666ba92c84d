package dev.wgan.train.cli;

import dev.wgan.onnx.cli.Usage;
import dev.wgan.train.data.DataOptions;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.data.Datasets;
import dev.wgan.train.data.MovingImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code wgan films}: films of images that move in a known way.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "films",
    mixinStandardHelpOptions = true,
    description =
        "Writes films of images that move at constant velocity and bounce off the edges, for training and evaluation.")
final class FilmsCommand implements Callable<Integer> {
  /** The file of the motions in the folder. */
  static final String MOTIONS = "motion.csv";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "grey square images: an idx file or a folder of images (default: the embedded 10,000 Fashion-MNIST images)")
  private @Nullable Path data;

  @Option(
      names = "-n",
      paramLabel = "N",
      description = "films, at most one per image (default: one per image)")
  private @Nullable Integer n;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "frames of a film (default: ${DEFAULT-VALUE})")
  private int frames = 8;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "width and height of a frame (default: ${DEFAULT-VALUE})")
  private int size = 32;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "the seed of the motions (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FOLDER",
      description =
          "a GIF per film, in a folder per class, and motion.csv: place and velocity of each, in pixels")
  private Path out = Path.of("films");

  @Override
  public Integer call() throws IOException {
    Session session = Session.of(spec);
    Path folder = Usage.requireFolder(spec, out);
    try (Dataset images = open()) {
      int count = n == null ? images.size() : n;
      MovingImages films = Usage.require(spec, () -> MovingImages.of(images, frames, size, seed));
      if (count < 1 || count > images.size()) {
        throw Usage.wrong(
            spec,
            "-n is %s: expected 1 to %s, the number of images".formatted(count, images.size()));
      }
      write(films, images, count, folder);
      session.say(
          String.format(
              Locale.ROOT,
              "%s: %,d films of %s frames of %s x %s pixels",
              folder,
              count,
              frames,
              size,
              size));
    }
    return CommandLine.ExitCode.OK;
  }

  private Dataset open() {
    return data == null ? Datasets.embedded() : Datasets.open(data, DataOptions.defaults());
  }

  /** Writes the films of the first images. */
  static void write(MovingImages films, Dataset images, int count, Path folder) throws IOException {
    List<String> classes = images.description().classNames();
    List<String> lines = new ArrayList<>(List.of("file,x,y,dx,dy"));
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "%06d.gif", i);
      if (!classes.isEmpty()) {
        String className = classes.get(images.label(i)).replace('/', '-');
        Files.createDirectories(folder.resolve(className));
        name = className + "/" + name;
      }
      films.video(i).writeGif(folder.resolve(name));
      MovingImages.Motion motion = films.motion(i);
      lines.add("%s,%s,%s,%s,%s".formatted(name, motion.x(), motion.y(), motion.dx(), motion.dy()));
    }
    Files.write(folder.resolve(MOTIONS), lines, StandardCharsets.UTF_8);
  }
}
