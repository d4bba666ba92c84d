package dev.wgan.train.data;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A reader of separated fields that fails at the end of the text if a quotation mark is still open:
 * all lines after it would be one cell.
 *
 * <p>Not thread-safe.
 */
final class QuoteWatch extends FilterReader {
  /** The place within a field. */
  private enum Place {
    START,
    BARE,
    QUOTED,
    /** After a quotation mark within a quoted field: the end of the field, or half of a pair. */
    MARK
  }

  private final char separator;
  private Place place = Place.START;
  private long line = 1;
  private long opened;
  private boolean afterReturn;

  QuoteWatch(Reader in, char separator) {
    super(in);
    this.separator = separator;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    int read = super.read(buffer, from, length);
    if (read < 0 && place == Place.QUOTED) {
      throw new UnclosedQuoteException(opened);
    }
    for (int k = from; k < from + read; k++) {
      take(buffer[k]);
    }
    return read;
  }

  private void take(char c) {
    boolean ends = c == '\r' || (c == '\n' && !afterReturn);
    afterReturn = c == '\r';
    line += ends ? 1 : 0;
    if (place == Place.QUOTED) {
      place = c == '"' ? Place.MARK : Place.QUOTED;
    } else if (c == separator || c == '\n' || c == '\r') {
      place = Place.START;
    } else if (c == '"' && place != Place.BARE) {
      opened = place == Place.START ? line : opened;
      place = Place.QUOTED;
    } else if (place == Place.START) {
      place = Place.BARE;
    }
    // Other characters after a closing mark belong to the field, in which a mark opens again.
  }

  /** Thrown at the end of a text in which a quotation mark is open. */
  static final class UnclosedQuoteException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;

    UnclosedQuoteException(long line) {
      super("the quotation mark that opens in line " + line + " is not closed");
      this.line = line;
    }

    long line() {
      return line;
    }
  }
}
