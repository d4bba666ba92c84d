package dev.wgan.train.data;

import dev.wgan.train.kind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Describes a data set in one line.
 *
 * <p>Thread-safe: there is no state.
 */
public final class DataSummary {
  private static final int NAMED_CLASSES = 5;

  private DataSummary() {}

  /**
   * Returns a line with the files, samples, shape, range and classes of a data set, with everything
   * that was left out, ignored or assumed, and with the number of repeated samples. Reads every
   * sample.
   *
   * @param data the data set
   * @return the line
   */
  public static String line(Dataset data) {
    if (data instanceof PhotoPatches patches) {
      return printable(patches.summary());
    }
    DataDescription description = data.description();
    Kind kind = description.kind();
    Duplicates duplicates = Duplicates.of(data);
    StringBuilder line = new StringBuilder();
    line.append(Plural.of(data.size(), kind.noun()))
        .append(' ')
        .append(kind.extent(description.shape()))
        .append(", values ")
        .append(Text.of("%.3g to %.3g", duplicates.lowest(), duplicates.highest()));
    if (description.standardisation().isPresent()) {
      line.append(" after standardisation");
    }
    if (description.labelled()) {
      line.append(", ").append(classes(description.classNames()));
    }
    int files = description.findings().files();
    if (files > 0) {
      line.append(", from ").append(Plural.of(files, "file"));
    }
    line.append(" (").append(description.source()).append(')');
    List<String> notes = new ArrayList<>(description.findings().notes());
    int repeated = duplicates.repeated();
    if (repeated > 0) {
      notes.add(
          Plural.of(repeated, kind.noun())
              + " equal to earlier ones"
              + (kind.distinct() ? ", held out only together with them" : ""));
    }
    notes.forEach(note -> line.append("; ").append(note));
    return printable(line.toString());
  }

  private static String classes(List<String> names) {
    String first = names.stream().limit(NAMED_CLASSES).collect(Collectors.joining(", "));
    String more = names.size() > NAMED_CLASSES ? ", ..." : "";
    return Text.of("%s (%s%s)", Plural.of(names.size(), "class"), first, more);
  }

  /** Names come from files: a line break or an escape in one must not reach the terminal. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
