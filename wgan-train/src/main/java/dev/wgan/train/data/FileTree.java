package dev.wgan.train.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of one kind below a folder, in the order of their names, and their classes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param names the paths from the folder on, with slashes, ordered by their characters: the same on
 *     every machine
 * @param files the files, in the order of their names
 * @param classNames the first-level sub-folders, ordered; empty unless there are two or more and no
 *     file lies outside them
 * @param labels the class of each file, or nothing
 * @param notes phrases about the files that were ignored
 * @param start the place in a name at which its class begins
 */
record FileTree(
    List<String> names,
    List<Path> files,
    List<String> classNames,
    List<Integer> labels,
    List<String> notes,
    int start) {

  /** The images of a folder, or of the wanted part of a folder that has parts. */
  static FileTree images(Path folder, Optional<DatasetPart> wanted) throws IOException {
    return of(FolderScan.of(folder), FileKind.IMAGE, wanted);
  }

  /** The files of a kind in a folder, or in the wanted part of a folder that has parts. */
  static FileTree of(FolderScan scan, FileKind kind, Optional<DatasetPart> wanted) {
    Path folder = scan.folder();
    FolderScan.Chosen chosenFiles = scan.choose(kind);
    TreeMap<String, Path> files = chosenFiles.files();
    FileCounts counts = chosenFiles.counts();
    if (files.isEmpty()) {
      throw nothing(folder, kind, counts);
    }
    List<String> notes = new ArrayList<>();
    FolderParts parts = FolderParts.of(folder, files.keySet());
    Set<String> all = Set.copyOf(files.keySet());
    String base = parts.base();
    if (parts.any()) {
      String chosen = parts.choose(folder, files, wanted);
      base += chosen + "/";
      notes.add(
          Text.of(
              "read the part %s of %s, without %s of the others",
              chosen,
              String.join(", ", parts.found()),
              Plural.of(all.size() - files.size(), "file")));
    } else if (wanted.isPresent()) {
      throw new DataException(
          Text.of("%s has no parts: expected sub-folders named train and test", folder),
          Remedy.of("leave out %s", DataOption.PART));
    }
    notes.addAll(counts.notes(kind));
    return classed(files, base.length(), classNames(all, parts, base), notes);
  }

  /** Returns whether a folder holds files in a part to train on and one to evaluate on. */
  static boolean hasBothParts(Path folder) throws IOException {
    FolderScan scan = FolderScan.of(folder);
    TreeMap<String, Path> files = scan.choose(scan.kind()).files();
    return !files.isEmpty() && FolderParts.of(folder, files.keySet()).both();
  }

  private static DataException nothing(Path folder, FileKind kind, FileCounts counts) {
    String expected = kind.expected() + (kind == FileKind.IMAGE ? ", or files named .wav" : "");
    return new DataException(
        Text.of("%s holds no %s: expected %s, ", folder, kind.noun(), expected)
            + (counts.example().isEmpty()
                ? "but found no files"
                : "but found only files such as " + counts.example() + counts.conversion()));
  }

  /**
   * The sub-folders of the chosen part, together with those of the other parts, so that labels mean
   * the same in each of them. A part with files outside sub-folders has no classes.
   */
  private static List<String> classNames(Set<String> names, FolderParts parts, String chosen) {
    TreeSet<String> classes = new TreeSet<>(subFolders(names, chosen));
    if (classes.isEmpty()) {
      return List.of();
    }
    for (String part : parts.found()) {
      classes.addAll(subFolders(names, parts.base() + part + "/"));
    }
    return classes.size() < 2 ? List.of() : List.copyOf(classes);
  }

  /** The sub-folders of a folder; none if a file lies outside them. */
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

  private static FileTree classed(
      TreeMap<String, Path> files, int start, List<String> classNames, List<String> notes) {
    List<Integer> labels =
        classNames.isEmpty()
            ? List.of()
            : files.keySet().stream()
                .map(name -> name.substring(start, name.indexOf('/', start)))
                .map(name -> Collections.binarySearch(classNames, name))
                .toList();
    return new FileTree(
        new ArrayList<>(files.keySet()),
        new ArrayList<>(files.values()),
        classNames,
        labels,
        notes,
        start);
  }
}
