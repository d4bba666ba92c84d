package dev.wgan.train.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files below a folder, by kind.
 *
 * <p>Not thread-safe: choosing files counts the files of the other kinds.
 */
final class FolderScan {
  private final Path folder;
  private final Map<FileKind, TreeMap<String, Path>> files = new EnumMap<>(FileKind.class);
  private final FileCounts counts = new FileCounts();

  private FolderScan(Path folder) {
    this.folder = folder;
    for (FileKind kind : FileKind.values()) {
      files.put(kind, new TreeMap<>());
    }
  }

  /** Lists the files of a folder and its sub-folders. */
  static FolderScan of(Path folder) throws IOException {
    FolderScan scan = new FolderScan(folder);
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        scan.add(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return scan;
  }

  /** Refuses given names of classes: those of a folder are the names of its sub-folders. */
  void requireOwnClassNames(DataOptions options, String noun) {
    if (!options.classNames().isEmpty()) {
      throw new DataException(
          Text.of(
              "class names were given for the %s in %s, whose classes are its sub-folders: leave the names out",
              noun, folder));
    }
  }

  private void add(Path file) {
    if (Files.isDirectory(file)) {
      return;
    }
    Path relative = folder.relativize(file);
    if (isHidden(relative)) {
      counts.hidden();
    } else if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      counts.broken();
    } else if (Files.isRegularFile(file)) {
      String name = Datasets.fileName(file);
      for (Map.Entry<FileKind, TreeMap<String, Path>> kind : files.entrySet()) {
        if (kind.getKey().matches(name)) {
          kind.getValue().put(slashed(relative), file);
          return;
        }
      }
      counts.other(name);
    } else {
      counts.other(Datasets.fileName(file));
    }
  }

  Path folder() {
    return folder;
  }

  /** The kind of the files of which there are most; images if there are none of any kind. */
  FileKind kind() {
    int images = count(FileKind.IMAGE);
    int sounds = count(FileKind.SOUND);
    if (images > 0 && images == sounds) {
      throw new DataException(
          Text.of(
              "%s holds as many images as WAV files, %s: expected a folder of one kind; move the other",
              folder, images));
    }
    return sounds > images ? FileKind.SOUND : FileKind.IMAGE;
  }

  /** The number of files of a kind. */
  int count(FileKind kind) {
    return files.getOrDefault(kind, new TreeMap<>()).size();
  }

  /** The files of a kind by their names, and the counts of all other files. */
  Chosen choose(FileKind kind) {
    files.forEach(
        (other, paths) -> {
          if (other != kind) {
            paths.values().forEach(path -> counts.other(Datasets.fileName(path)));
          }
        });
    return new Chosen(files.getOrDefault(kind, new TreeMap<>()), counts);
  }

  /** Files by their names, which have slashes, and the counts of those that are not read. */
  record Chosen(TreeMap<String, Path> files, FileCounts counts) {}

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
