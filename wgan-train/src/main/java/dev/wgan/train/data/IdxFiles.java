package dev.wgan.train.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an idx data set: images, and perhaps labels.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name what to call the data set
 * @param source the origin of the images, for messages
 * @param images opens the images
 * @param file the file of the images, if they have their own
 * @param labels opens the labels, if there are any
 */
record IdxFiles(
    String name, String source, Opener images, Optional<Path> file, Optional<Opener> labels) {
  /** {@code train-images-idx3-ubyte.gz}, {@code t10k-images.idx3-ubyte} and the like. */
  private static final Pattern IMAGES =
      Pattern.compile("(.*?)[-._]?images[-._]idx3-ubyte(\\.gz)?", Pattern.CASE_INSENSITIVE);

  /** Opens a stream of bytes, gzipped or not. */
  interface Opener {
    InputStream open() throws IOException;
  }

  /** One idx file of images, with the label file next to it. */
  static IdxFiles of(Path file) throws IOException {
    return new IdxFiles(
        Datasets.fileName(file),
        file.toString(),
        () -> Files.newInputStream(file),
        Optional.of(file),
        labelsBeside(file).map(labels -> () -> Files.newInputStream(labels)));
  }

  /** The idx files of a folder, if it has any. */
  static Optional<IdxFiles> in(Path folder, Optional<DatasetPart> part) throws IOException {
    TreeMap<String, Path> found = imagesIn(folder);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<Path> chosen = new ArrayList<>(found.values());
    if (part.isPresent() || chosen.size() > 1) {
      DatasetPart wanted = part.orElse(DatasetPart.TRAIN);
      chosen.removeIf(file -> partOf(Datasets.fileName(file)) != wanted);
      if (chosen.size() != 1) {
        throw DataException.about(
            DataOption.PART,
            Text.of(
                    "%s holds the idx files %s, of which %d are named as the %s part: give the path of one",
                    folder,
                    found.values().stream().map(Datasets::fileName).toList(),
                    chosen.size(),
                    wanted.name().toLowerCase(Locale.ROOT))
                + " of them");
      }
    }
    IdxFiles files = of(chosen.get(0));
    String name = Datasets.fileName(folder) + "/" + files.name();
    return Optional.of(new IdxFiles(name, files.source, files.images, files.file, files.labels));
  }

  /** The files of images, by what precedes "images". */
  private static TreeMap<String, Path> imagesIn(Path folder) throws IOException {
    TreeMap<String, Path> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      // The plain file sorts before, and wins over, the gzipped one.
      for (Path file : files.sorted().toList()) {
        Matcher matcher = IMAGES.matcher(Datasets.fileName(file));
        if (matcher.matches()) {
          found.putIfAbsent(matcher.group(1), file);
        }
      }
    }
    return found;
  }

  /** Returns whether a folder has one training and one test part. */
  static boolean hasBothParts(Path folder) throws IOException {
    List<DatasetPart> parts =
        imagesIn(folder).values().stream().map(file -> partOf(Datasets.fileName(file))).toList();
    return parts.size() == 2 && parts.containsAll(List.of(DatasetPart.values()));
  }

  private static DatasetPart partOf(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.contains("t10k") || name.contains("test") ? DatasetPart.TEST : DatasetPart.TRAIN;
  }

  private static Optional<Path> labelsBeside(Path images) {
    String name = Datasets.fileName(images);
    String labels = name.replace("images", "labels").replace("idx3", "idx1");
    if (labels.equals(name)) {
      return Optional.empty();
    }
    String plain = labels.endsWith(".gz") ? labels.substring(0, labels.length() - 3) : labels;
    return Stream.of(labels, plain, plain + ".gz")
        .map(images::resolveSibling)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
