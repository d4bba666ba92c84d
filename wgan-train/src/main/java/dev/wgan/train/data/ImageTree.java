package dev.wgan.train.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The image files below a folder, in the order of their names, and their classes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param names the paths from the folder on, with slashes, ordered by their characters: the same on
 *     every machine
 * @param files the files, in the order of their names
 * @param classNames the first-level sub-folders, ordered; empty unless there are two or more and no
 *     image lies outside them
 * @param labels the class of each file, or nothing
 * @param notes phrases about the files that were ignored
 */
record ImageTree(
    List<String> names,
    List<Path> files,
    List<String> classNames,
    List<Integer> labels,
    List<String> notes) {

  /** The images of a folder, or of the wanted part of a folder that has parts. */
  static ImageTree of(Path folder, Optional<DatasetPart> wanted) throws IOException {
    TreeMap<String, Path> images = new TreeMap<>();
    FileCounts counts = new FileCounts();
    walk(folder, images, counts);
    if (images.isEmpty()) {
      throw new DataException(
          Text.of(
                  "%s holds no images: expected files named .png, .jpg, .jpeg, .webp, .gif, .bmp or .tif, or",
                  folder)
              + (counts.example().isEmpty()
                  ? " idx files, but found no files"
                  : " idx files, but found only files such as " + counts.example()));
    }
    List<String> notes = new ArrayList<>();
    ImageParts parts = ImageParts.of(folder, images.keySet());
    Set<String> all = Set.copyOf(images.keySet());
    String base = parts.base();
    if (parts.any()) {
      String chosen = parts.choose(folder, images, wanted);
      base += chosen + "/";
      notes.add(
          Text.of(
              "read the part %s of %s, without %s of the others",
              chosen,
              String.join(", ", parts.found()),
              Plural.of(all.size() - images.size(), "file")));
    } else if (wanted.isPresent()) {
      throw new DataException(
          Text.of("%s has no parts: expected sub-folders named train and test", folder),
          Remedy.of("leave out %s", DataOption.PART));
    }
    notes.addAll(counts.notes());
    return classed(images, base.length(), classNames(all, parts, base), notes);
  }

  /** Returns whether a folder holds images in a part to train on and one to evaluate on. */
  static boolean hasBothParts(Path folder) throws IOException {
    TreeMap<String, Path> images = new TreeMap<>();
    walk(folder, images, new FileCounts());
    return !images.isEmpty() && ImageParts.of(folder, images.keySet()).both();
  }

  private static void walk(Path folder, TreeMap<String, Path> images, FileCounts counts)
      throws IOException {
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        Path relative = folder.relativize(file);
        if (Files.isDirectory(file)) {
          continue;
        }
        if (isHidden(relative)) {
          counts.hidden();
        } else if (Files.isSymbolicLink(file) && !Files.exists(file)) {
          counts.broken();
        } else if (Files.isRegularFile(file) && ImageFormats.isImage(file.toString())) {
          images.put(slashed(relative), file);
        } else {
          counts.other(Datasets.fileName(file));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The sub-folders of the chosen part, together with those of the other parts, so that labels mean
   * the same in each of them. A part with images outside sub-folders has no classes.
   */
  private static List<String> classNames(Set<String> names, ImageParts parts, String chosen) {
    TreeSet<String> classes = new TreeSet<>(subFolders(names, chosen));
    if (classes.isEmpty()) {
      return List.of();
    }
    for (String part : parts.found()) {
      classes.addAll(subFolders(names, parts.base() + part + "/"));
    }
    return classes.size() < 2 ? List.of() : List.copyOf(classes);
  }

  /** The sub-folders of a folder; none if an image lies outside them. */
  private static Set<String> subFolders(Set<String> names, String folder) {
    Set<String> folders = new TreeSet<>();
    for (String name : names) {
      int slash = name.indexOf('/', folder.length());
      if (name.startsWith(folder) && slash < 0) {
        return Set.of();
      }
      if (name.startsWith(folder)) {
        folders.add(name.substring(folder.length(), slash));
      }
    }
    return folders;
  }

  private static ImageTree classed(
      TreeMap<String, Path> images, int start, List<String> classNames, List<String> notes) {
    List<Integer> labels =
        classNames.isEmpty()
            ? List.of()
            : images.keySet().stream()
                .map(name -> name.substring(start, name.indexOf('/', start)))
                .map(name -> Collections.binarySearch(classNames, name))
                .toList();
    return new ImageTree(
        new ArrayList<>(images.keySet()),
        new ArrayList<>(images.values()),
        classNames,
        labels,
        notes);
  }

  /** The path with slashes on every system. */
  private static String slashed(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  /** Returns whether a part of the path starts with a dot, as files of the system do. */
  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
