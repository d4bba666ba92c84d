package dev.wgan.train.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the files below a folder that are not read, by reason.
 *
 * <p>Not thread-safe.
 */
final class FileCounts {
  private static final int MOST_KINDS = 6;
  private static final Set<String> OTHER_SOUNDS =
      Set.of(
          ".mp3", ".ogg", ".oga", ".opus", ".flac", ".m4a", ".aac", ".wma", ".aif", ".aiff", ".au");

  private final TreeMap<String, Integer> others = new TreeMap<>();
  private String example = "";
  private int hidden;
  private int broken;

  /** Counts a file of another kind by its name. */
  void other(String fileName) {
    example = example.isEmpty() || fileName.compareTo(example) < 0 ? fileName : example;
    int dot = fileName.lastIndexOf('.');
    String kind =
        dot <= 0 ? "without an extension" : fileName.substring(dot).toLowerCase(Locale.ROOT);
    others.merge(kind, 1, Integer::sum);
  }

  /** Counts a file that its name or folder hides. */
  void hidden() {
    hidden++;
  }

  /** Counts a link that leads nowhere. */
  void broken() {
    broken++;
  }

  /** The first, by name, of the files of other kinds; empty if there are none. */
  String example() {
    return example;
  }

  /** Phrases about the files that were not read in a folder of one kind. */
  List<String> notes(FileKind read) {
    List<String> notes = new ArrayList<>();
    if (!others.isEmpty()) {
      int count = others.values().stream().mapToInt(Integer::intValue).sum();
      notes.add(
          Text.of(
              "ignored %s of other kinds (%s)%s",
              Plural.of(count, "file"), kinds(), read == FileKind.SOUND ? conversion() : ""));
    }
    if (hidden > 0) {
      notes.add("ignored " + Plural.of(hidden, "hidden file"));
    }
    if (broken > 0) {
      notes.add("ignored " + Plural.of(broken, "broken link"));
    }
    return notes;
  }

  /** A clause with the remedy if there are sounds in formats that are not read, or nothing. */
  String conversion() {
    List<String> sounds = others.keySet().stream().filter(OTHER_SOUNDS::contains).toList();
    return sounds.isEmpty()
        ? ""
        : Text.of(": convert %s to .wav, for example with ffmpeg", String.join(", ", sounds));
  }

  private String kinds() {
    List<String> kinds = new ArrayList<>();
    for (Map.Entry<String, Integer> kind : others.entrySet()) {
      if (kinds.size() == MOST_KINDS) {
        kinds.add("...");
        break;
      }
      kinds.add(kind.getValue() + " " + kind.getKey());
    }
    return String.join(", ", kinds);
  }
}
