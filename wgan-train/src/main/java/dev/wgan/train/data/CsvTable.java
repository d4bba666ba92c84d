package dev.wgan.train.data;

import dev.wgan.table.CsvFormat;
import dev.wgan.train.data.TableFormat.Header;
import dev.wgan.train.data.TableFormat.Separator;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A CSV file as texts, column by column, with its notation.
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvTable {
  private static final int LINES = 200;
  private static final int HEAD = 1 << 16;

  /** Above this, the texts of a column are no longer shared between rows. */
  private static final int MOST_SHARED = 1 << 17;

  private final List<String> names;
  private final List<List<String>> columns;
  private final CsvFormat csv;
  private final List<String> notes;

  private CsvTable(
      List<String> names, List<List<String>> columns, CsvFormat csv, List<String> notes) {
    this.notes = notes;
    this.names = names;
    this.columns = columns;
    this.csv = csv;
  }

  /**
   * Reads a file, plain or gzipped.
   *
   * @param file the file
   * @param format the separator, and whether the first line holds names; by default it does
   * @return the table
   * @throws DataException if it is not a table: no rows, lines of other lengths, two columns of one
   *     name
   * @throws IOException if the file cannot be read
   */
  public static CsvTable read(Path file, TableFormat format) throws IOException {
    Separator separator = separator(file, format.separator());
    Filling filling = new Filling(file, format.header() != Header.NO);
    CsvLines.read(file, separator, filling);
    return filling.table(notation(file, separator));
  }

  /** The separator that gives the first lines the most fields, as many in each. */
  private static Separator separator(Path file, Separator given) throws IOException {
    if (given != Separator.AUTO) {
      return given;
    }
    Separator best = Separator.COMMA;
    int most = 1;
    for (Separator separator :
        List.of(Separator.COMMA, Separator.SEMICOLON, Separator.TAB, Separator.BAR)) {
      Set<Integer> sizes = new HashSet<>();
      List<List<String>> lines = new ArrayList<>();
      try {
        CsvLines.read(
            file,
            separator,
            (number, fields) -> {
              sizes.add(fields.size());
              lines.add(fields);
              return lines.size() < LINES;
            });
      } catch (DataException e) {
        continue; // the separator that is chosen fails in the same way, with a message
      }
      if (sizes.size() == 1 && lines.get(0).size() > most) {
        best = separator;
        most = lines.get(0).size();
      }
    }
    return best;
  }

  private static CsvFormat notation(Path file, Separator separator) throws IOException {
    char[] head = new char[HEAD];
    int length = 0;
    try (Reader reader = CsvLines.open(file)) {
      for (int read = 0; read >= 0 && length < HEAD; length += read) {
        read = reader.read(head, length, HEAD - length);
        if (read < 0) {
          break;
        }
      }
    }
    String text = new String(head, 0, length);
    boolean quotes = text.startsWith("\"") || text.contains("\n\"");
    boolean crlf = text.contains("\r\n");
    char character =
        switch (separator) {
          case COMMA, AUTO -> ',';
          case SEMICOLON -> ';';
          case TAB -> '\t';
          case BAR -> '|';
          case SPACE -> ' ';
        };
    return new CsvFormat(character, quotes, crlf);
  }

  /** Takes lines and shares equal texts of a column. */
  private static final class Filling implements CsvLines.StrictSink {
    private final Path file;
    private final boolean named;
    private final List<String> names = new ArrayList<>();
    private final List<List<String>> columns = new ArrayList<>();
    private final List<Map<String, String>> shared = new ArrayList<>();

    /** A line before the names that starts with a number sign: a comment, or the names. */
    private List<String> pending = List.of();

    private int comments;

    Filling(Path file, boolean named) {
      this.file = file;
      this.named = named;
    }

    /** Before the names it may be a comment; among the rows it is a row. */
    @Override
    public boolean takeComment(long number, List<String> fields) {
      if (!names.isEmpty()) {
        return take(number, fields);
      }
      comments++;
      pending = fields;
      return true;
    }

    @Override
    public boolean take(long number, List<String> fields) {
      if (names.isEmpty() && named && pending.size() == fields.size() && fields.size() > 1) {
        List<String> head = pending;
        pending = List.of();
        comments--;
        take(number, head);
      }
      if (names.isEmpty()) {
        for (String field : fields) {
          boolean blank = !named || field.isBlank();
          names.add(blank ? "column" + names.size() : field.strip());
          columns.add(new ArrayList<>());
          shared.add(new HashMap<>());
        }
        requireDistinct();
        if (named) {
          return true;
        }
      }
      if (fields.size() != names.size()) {
        throw new DataException(
            Text.of(
                "line %d of %s has %d fields: expected %d, as in the first line",
                number, file, fields.size(), names.size()),
            Remedy.of(
                "correct the line, or set the separator of fields with %s", DataOption.SEPARATOR));
      }
      for (int c = 0; c < fields.size(); c++) {
        columns.get(c).add(shared(c, fields.get(c)));
      }
      return true;
    }

    private String shared(int column, String text) {
      Map<String, String> texts = shared.get(column);
      if (texts.size() >= MOST_SHARED) {
        return texts.getOrDefault(text, text);
      }
      String known = texts.putIfAbsent(text, text);
      return known == null ? text : known;
    }

    private void requireDistinct() {
      Set<String> seen = new HashSet<>();
      for (String name : names) {
        if (!seen.add(name)) {
          throw new DataException(
              Text.of(
                  "two columns of %s have the name '%s': expected names that differ; rename one of"
                      + " them",
                  file, CsvNumbers.shown(name)));
        }
      }
    }

    CsvTable table(CsvFormat csv) {
      if (names.isEmpty() || columns.get(0).isEmpty()) {
        throw new DataException(
            file + " holds no rows: expected names in the first line and at least one row");
      }
      List<String> notes =
          comments == 0
              ? List.of()
              : List.of(
                  "ignored %s in front of the names".formatted(Plural.of(comments, "comment")));
      return new CsvTable(List.copyOf(names), columns, csv, notes);
    }
  }

  /**
   * Returns the names of the columns.
   *
   * @return the names, which differ
   */
  public List<String> names() {
    return names;
  }

  /**
   * Returns the number of rows.
   *
   * @return 1 or more
   */
  public int size() {
    return columns.get(0).size();
  }

  /**
   * Returns the cells of a column.
   *
   * @param column the column, 0 to columns - 1
   * @return the texts, row by row
   */
  public List<String> column(int column) {
    return java.util.Collections.unmodifiableList(columns.get(column));
  }

  /**
   * Returns what was left out of the file.
   *
   * @return phrases, perhaps none
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * Returns the notation.
   *
   * @return separator, quotation marks and ends of lines
   */
  public CsvFormat csv() {
    return csv;
  }
}
