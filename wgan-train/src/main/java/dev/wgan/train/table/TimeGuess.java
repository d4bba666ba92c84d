package dev.wgan.train.table;

import dev.wgan.table.ColumnType;
import dev.wgan.table.DateType;
import dev.wgan.table.SchemaException;
import dev.wgan.table.TimeFormat;
import dev.wgan.table.TimeType;
import dev.wgan.table.TimestampType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns of dates and times.
 *
 * <p>Thread-safe: there is no state.
 */
final class TimeGuess {
  private static final List<String> DATES =
      List.of(
          "uuuu-MM-dd",
          "uuuu/MM/dd",
          "dd.MM.uuuu",
          "d.M.uuuu",
          "MM/dd/uuuu",
          "dd/MM/uuuu",
          "M/d/uuuu",
          "d/M/uuuu",
          "dd-MM-uuuu",
          "dd-MMM-uuuu",
          "dd MMM uuuu",
          "d MMM uuuu",
          "MMM d, uuuu",
          "uuuuMMdd");
  private static final List<String> TIMES =
      List.of("HH:mm", "HH:mm:ss", "HH:mm:ss.SSS", "HH:mm:ss.SSSSSS", "H:mm", "h:mm a");
  private static final Pattern OFFSET = Pattern.compile("(Z|[ ]?UTC|[ ]?[+-]\\d\\d:?\\d\\d)$");

  private static final Pattern COMPACT = Pattern.compile("(19|20)\\d{6}");
  private static final int FEW_DATES = 3;

  private TimeGuess() {}

  /**
   * Dates without signs, which are also whole numbers: three or more different ones, all of them
   * valid days of two centuries, are not a coincidence.
   */
  static Optional<ColumnType> compact(String name, List<String> values, List<String> notes) {
    DateType type = new DateType(TimeFormat.of("uuuuMMdd"));
    boolean dates =
        values.size() >= FEW_DATES
            && values.stream().allMatch(value -> COMPACT.matcher(value).matches())
            && writes(type, values);
    if (dates) {
      notes.add(
          "column %s is read as dates of the form uuuuMMdd".formatted(ColumnKeys.shown(name)));
    }
    return dates ? Optional.of(type) : Optional.empty();
  }

  /** The type that writes all values as they came, empty if there is none. */
  static Optional<ColumnType> of(String name, List<String> values, List<String> notes) {
    if (values.get(0).chars().noneMatch(Character::isDigit)) {
      return Optional.empty();
    }
    for (String pattern : DATES) {
      DateType type = new DateType(TimeFormat.of(pattern));
      if (writes(type, values)) {
        noteOrder(name, pattern, DATES, values, p -> new DateType(TimeFormat.of(p)), notes);
        return Optional.of(type);
      }
    }
    for (String pattern : TIMES) {
      TimeType type = new TimeType(TimeFormat.of(pattern));
      if (writes(type, values)) {
        return Optional.of(type);
      }
    }
    return timestamp(name, values, notes);
  }

  private static Optional<ColumnType> timestamp(
      String name, List<String> values, List<String> notes) {
    Matcher offset = OFFSET.matcher(values.get(0));
    String zone = offset.find() ? "'" + offset.group(1) + "'" : "";
    for (String between : List.of(" ", "'T'")) {
      for (String time : TIMES) {
        for (String date : DATES) {
          String pattern = date + between + time + zone;
          TimestampType type = new TimestampType(TimeFormat.of(pattern));
          if (writes(type, values)) {
            noteOrder(
                name,
                date,
                DATES,
                values,
                p -> new TimestampType(TimeFormat.of(p + between + time + zone)),
                notes);
            return Optional.of(type);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean writes(ColumnType type, List<String> values) {
    for (String value : values) {
      try {
        if (!type.text(type.parse(value)).equals(value)) {
          return false;
        }
      } catch (SchemaException e) {
        return false;
      }
    }
    return true;
  }

  /** Notes that months and days could change places. */
  private static void noteOrder(
      String name,
      String chosen,
      List<String> patterns,
      List<String> values,
      Function<String, ColumnType> type,
      List<String> notes) {
    for (String other : patterns.subList(patterns.indexOf(chosen) + 1, patterns.size())) {
      boolean swapped = chosen.startsWith("M") != other.startsWith("M");
      if (swapped && writes(type.apply(other), values)) {
        notes.add(
            "column %s is read as %s, but could be %s as well"
                .formatted(ColumnKeys.shown(name), chosen, other));
        return;
      }
    }
  }
}
