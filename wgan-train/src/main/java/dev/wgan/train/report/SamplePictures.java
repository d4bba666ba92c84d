package dev.wgan.train.report;

import dev.wgan.run.RunFolder;
import dev.wgan.train.page.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A handful of the sample pictures of a run, the last among them.
 *
 * <p>Thread-safe: there is no state.
 */
final class SamplePictures {
  private static final Pattern STEP = Pattern.compile("step-(\\d{1,18})\\.png");

  private SamplePictures() {}

  /** The samples of a step. */
  record At(long step, Picture picture) {}

  /**
   * Reads pictures spread evenly over those there are.
   *
   * @param most the largest number, 2 or more
   * @return the pictures by step, the first and the last always among them
   */
  static List<At> read(RunFolder folder, int most) throws IOException {
    long[] steps = steps(folder.samples());
    List<At> pictures = new ArrayList<>();
    for (int place : places(steps.length, most)) {
      Optional<Picture> picture = Picture.read(folder.samples(steps[place]));
      picture.ifPresent(there -> pictures.add(new At(steps[place], there)));
    }
    return pictures;
  }

  /** Places 0 to {@code n - 1}, or {@code most} of them at equal distances. */
  static int[] places(int n, int most) {
    if (n <= most) {
      return IntStream.range(0, n).toArray();
    }
    return IntStream.range(0, most)
        .map(i -> Math.toIntExact(Math.round((double) i * (n - 1) / (most - 1))))
        .toArray();
  }

  static long[] steps(Path samples) throws IOException {
    if (!Files.isDirectory(samples)) {
      return new long[0];
    }
    try (Stream<Path> files = Files.list(samples)) {
      return files
          .map(file -> STEP.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .mapToLong(step -> Long.parseLong(step.group(1)))
          .sorted()
          .toArray();
    }
  }
}
