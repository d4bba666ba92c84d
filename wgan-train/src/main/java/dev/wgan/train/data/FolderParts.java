package dev.wgan.train.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The published parts of a folder of files: sub-folders named train, val and test, in their common
 * spellings, which are not classes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param base the common start of the names of all files, down to the first folder that holds more
 *     than one; empty or ending with a slash
 * @param train the folder to train on, if the files lie in parts and there is one
 * @param validation the folder to validate on, if there is one
 * @param test the folder to test on, if there is one
 */
record FolderParts(
    String base, Optional<String> train, Optional<String> validation, Optional<String> test) {
  private static final Set<String> TRAIN = Set.of("train", "training");
  private static final Set<String> VALIDATION = Set.of("val", "valid", "validation");
  private static final Set<String> TEST = Set.of("test", "testing");

  /** Finds the parts of files by their names, which have slashes. */
  static FolderParts of(Path folder, Set<String> names) {
    String base = "";
    while (true) {
      TreeSet<String> folders = new TreeSet<>();
      Optional<String> loose = Optional.empty();
      for (String name : names) {
        int slash = name.indexOf('/', base.length());
        if (slash < 0) {
          loose = loose.isEmpty() ? Optional.of(name) : loose;
        } else {
          folders.add(name.substring(base.length(), slash));
        }
      }
      FolderParts parts = named(base, folders);
      long found = parts.count();
      if (found == folders.size() && found > 0 && loose.isEmpty()) {
        return parts;
      }
      if (parts.train().isPresent() && found > 1) {
        String other =
            loose.orElseGet(() -> folders.stream().filter(f -> !isPart(f)).findFirst().orElse(""));
        throw new DataException(
            Text.of(
                    "%s has the parts %s, and also %s: give the path of one part, or move the other",
                    folder, parts.found(), other)
                + " files");
      }
      if (folders.size() != 1 || loose.isPresent()) {
        return new FolderParts(base, Optional.empty(), Optional.empty(), Optional.empty());
      }
      base += folders.first() + "/";
    }
  }

  private static FolderParts named(String base, TreeSet<String> folders) {
    return new FolderParts(
        base, first(folders, TRAIN), first(folders, VALIDATION), first(folders, TEST));
  }

  private static Optional<String> first(TreeSet<String> folders, Set<String> spellings) {
    return folders.stream()
        .filter(folder -> spellings.contains(folder.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  private static boolean isPart(String folder) {
    String name = folder.toLowerCase(Locale.ROOT);
    return TRAIN.contains(name) || VALIDATION.contains(name) || TEST.contains(name);
  }

  /** Returns whether the files lie in parts. */
  boolean any() {
    return count() > 0;
  }

  /** Returns whether there is a part to train on and one to evaluate on. */
  boolean both() {
    return train.isPresent() && (test.isPresent() || validation.isPresent());
  }

  /** The folder of a part; validation stands in for a missing test part. */
  Optional<String> folder(DatasetPart part) {
    return part == DatasetPart.TRAIN ? train : test.isPresent() ? test : validation;
  }

  /** The folders that are parts. */
  List<String> found() {
    List<String> found = new ArrayList<>();
    train.ifPresent(found::add);
    validation.ifPresent(found::add);
    test.ifPresent(found::add);
    return found;
  }

  private long count() {
    return found().size();
  }

  /** Keeps the files of one part, and drops the others. */
  String choose(Path folder, TreeMap<String, Path> files, Optional<DatasetPart> wanted) {
    DatasetPart part = wanted.orElse(DatasetPart.TRAIN);
    String chosen =
        folder(part)
            .orElseThrow(
                () ->
                    new DataException(
                        Text.of(
                            "%s has no %s part, but the parts %s",
                            folder, part.name().toLowerCase(Locale.ROOT), found()),
                        Remedy.of("give the path of one, or choose with %s", DataOption.PART)));
    String prefix = base + chosen + "/";
    files.keySet().removeIf(name -> !name.startsWith(prefix));
    return chosen;
  }
}
