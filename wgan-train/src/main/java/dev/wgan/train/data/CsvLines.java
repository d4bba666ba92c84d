package dev.wgan.train.data;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Reads the lines of a table of text, plain or gzipped: RFC 4180's format, or fields between
 * spaces. The text is UTF-8, or UTF-16 with a byte order mark. Empty lines and lines that start
 * with {@code #} are passed over.
 *
 * <p>Thread-safe: there is no state.
 */
final class CsvLines {
  private static final int MARK = 3;
  private static final int MOST_FIELDS = 1 << 20;

  private CsvLines() {}

  /** Takes lines one by one. */
  interface Sink {
    /** Takes the fields of a line, and returns whether to go on. */
    boolean take(long number, List<String> fields);
  }

  /** Takes every line: also those that start with an unquoted number sign, or hold one blank. */
  interface StrictSink extends Sink {
    /** Takes a line that starts with an unquoted number sign, and returns whether to go on. */
    boolean takeComment(long number, List<String> fields);
  }

  /** Reads a file, and returns how many comments it passed over. */
  static int read(Path file, TableFormat.Separator separator, Sink sink) throws IOException {
    char character = character(separator);
    try (Reader reader = open(file)) {
      return separator == TableFormat.Separator.SPACE
          ? spaced(new BufferedReader(reader), sink)
          : separated(watched(reader, character, sink), character, sink);
    } catch (CsvParseException | UncheckedIOException e) {
      throw malformed(file, e.getCause() instanceof IOException cause ? cause : e);
    }
  }

  /** Numbers need no watch: a cell that swallows lines is not a number, and is refused. */
  private static Reader watched(Reader reader, char separator, Sink sink) {
    return sink instanceof StrictSink ? new QuoteWatch(reader, separator) : reader;
  }

  private static int separated(Reader reader, char separator, Sink sink) throws IOException {
    int comments = 0;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .commentStrategy(CommentStrategy.READ)
            .commentCharacter('#')
            .skipEmptyLines(true)
            .allowMissingFields(true) // refused by the caller, with the number of the line
            .allowExtraFields(true)
            .build(CsvRecordHandler.builder().maxFields(MOST_FIELDS).build(), reader)) {
      for (CsvRecord line : csv) {
        List<String> fields = line.getFields();
        if (line.isComment()) {
          comments++;
          if (sink instanceof StrictSink strict
              && !strict.takeComment(
                  line.getStartingLineNumber(), split("#" + fields.get(0), separator))) {
            break;
          }
        } else if (!blank(fields, sink)
            && !announcement(line)
            && !sink.take(line.getStartingLineNumber(), fields)) {
          break;
        }
      }
    }
    return comments;
  }

  private static int spaced(BufferedReader reader, Sink sink) throws IOException {
    int comments = 0;
    long number = 0;
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        String text = line.strip();
        if (text.startsWith("#")) {
          comments++;
        } else if (!text.isEmpty() && !sink.take(number, Arrays.asList(text.split("\\s+")))) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return comments;
  }

  /** The fields of a line that was read as a comment. */
  private static List<String> split(String line, char separator) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(line)) {
      return csv.iterator().next().getFields();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of lines of one field, a quoted one without characters is a missing value of one column. */
  private static boolean blank(List<String> fields, Sink sink) {
    return fields.size() == 1
        && fields.get(0).isBlank()
        && !(sink instanceof StrictSink && fields.get(0).isEmpty());
  }

  /** Excel writes the separator into a first line of its own, which other programs read as data. */
  private static boolean announcement(CsvRecord line) {
    List<String> fields = line.getFields();
    return line.getStartingLineNumber() == 1
        && fields.get(0).toLowerCase(Locale.ROOT).matches("sep=.?")
        && fields.stream().skip(1).allMatch(String::isBlank);
  }

  private static char character(TableFormat.Separator separator) {
    return switch (separator) {
      case SEMICOLON -> ';';
      case TAB -> '\t';
      case BAR -> '|';
      case COMMA, SPACE, AUTO -> ',';
    };
  }

  static Reader open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      raw.mark(2);
      boolean zipped = raw.read() == 0x1F && raw.read() == 0x8B;
      raw.reset();
      InputStream text = zipped ? new BufferedInputStream(new GZIPInputStream(raw)) : raw;
      text.mark(MARK);
      byte[] start = text.readNBytes(MARK);
      text.reset();
      Charset charset = charset(start);
      text.skipNBytes(
          charset.equals(StandardCharsets.UTF_8) ? (marked(start, 0xEF, 0xBB, 0xBF) ? 3 : 0) : 2);
      // A decoder, not a charset: the latter would replace what is not text.
      return new InputStreamReader(text, charset.newDecoder());
    } catch (IOException e) {
      raw.close();
      throw new UncheckedIOException(e);
    }
  }

  private static Charset charset(byte[] start) {
    return marked(start, 0xFF, 0xFE)
        ? StandardCharsets.UTF_16LE
        : marked(start, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  private static boolean marked(byte[] start, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= start.length || (start[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static DataException malformed(Path file, Exception e) {
    if (e instanceof java.nio.charset.CharacterCodingException) {
      return new DataException(
          file + " is not text in UTF-8: expected a table of numbers; save it as UTF-8", e);
    }
    if (e instanceof java.util.zip.ZipException || e instanceof java.io.EOFException) {
      return new DataException(
          Text.of(
              "%s is damaged: its compressed data are truncated or inconsistent (%s)",
              file, e.getMessage()),
          e);
    }
    if (e instanceof QuoteWatch.UnclosedQuoteException unclosed) {
      return new DataException(
          Text.of(
              "a quotation mark opens in line %d of %s and is not closed: expected another one; close"
                  + " it, or double it if it belongs to the text",
              unclosed.line(), file),
          e);
    }
    String reason =
        e.getCause() instanceof CsvParseException cause
            ? e.getMessage() + ": " + cause.getMessage()
            : e.getMessage();
    return new DataException(Text.of("%s is not a table: %s", file, reason), e);
  }
}
