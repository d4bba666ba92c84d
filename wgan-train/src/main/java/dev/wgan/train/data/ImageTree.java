package dev.wgan.train.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The image files below a folder, in the order of their names, and the classes they fall into.
 *
 * <p>Immutable and thread-safe.
 *
 * @param names the paths from the folder on, with slashes, ordered by their characters: the same on
 *     every machine
 * @param files the files, in the order of their names
 * @param classNames the first-level sub-folders, ordered; empty unless there are two or more and no
 *     image lies outside them
 * @param labels the class of each file, or nothing
 */
record ImageTree(
    List<String> names, List<Path> files, List<String> classNames, List<Integer> labels) {
  private static final List<String> EXTENSIONS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

  /** Whether a file's name says that it is an image of a kind that can be read. */
  static boolean isImage(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }

  static ImageTree of(Path folder) throws IOException {
    TreeMap<String, Path> images = new TreeMap<>();
    TreeSet<String> others = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        Path relative = folder.relativize(file);
        if (isHidden(relative) || !Files.isRegularFile(file)) {
          continue;
        }
        if (isImage(file.toString())) {
          images.put(slashed(relative), file);
        } else {
          others.add(Datasets.fileName(file));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (images.isEmpty()) {
      throw new DataException(
          "%s holds no images: expected files named .png, .jpg, .jpeg, .gif or .bmp, or idx files, %s"
              .formatted(
                  folder,
                  others.isEmpty()
                      ? "but found no files"
                      : "but found only files such as " + others.first()));
    }
    return classed(new ArrayList<>(images.keySet()), new ArrayList<>(images.values()));
  }

  private static ImageTree classed(List<String> names, List<Path> files) {
    TreeSet<String> folders = new TreeSet<>();
    for (String name : names) {
      int slash = name.indexOf('/');
      if (slash < 0) {
        return new ImageTree(names, files, List.of(), List.of());
      }
      folders.add(name.substring(0, slash));
    }
    if (folders.size() < 2) {
      return new ImageTree(names, files, List.of(), List.of());
    }
    List<String> classes = List.copyOf(folders);
    List<Integer> labels =
        names.stream()
            .map(name -> Collections.binarySearch(classes, name.substring(0, name.indexOf('/'))))
            .toList();
    return new ImageTree(names, files, classes, labels);
  }

  /** The path with slashes on every system. */
  private static String slashed(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  /** Whether a part of the path starts with a dot, as what systems leave behind does. */
  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
