package dev.wgan.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The word of a column's code in model files. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum CodeWord {
  /** {@link ScoreCode}. */
  SCORE(ScoreCode::read),
  /** {@link LogitCode}. */
  LOGITS(LogitCode::read),
  /** {@link NoCode}. */
  NONE(s -> new NoCode());

  /** The name of the field that holds the word. */
  static final String KEY = "code";

  private final Function<ColumnSettings, ColumnCode> reader;

  CodeWord(Function<ColumnSettings, ColumnCode> reader) {
    this.reader = reader;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the code of a description. */
  static ColumnCode code(String owner, Map<String, String> fields) {
    ColumnSettings settings = new ColumnSettings(owner, fields);
    String text = settings.text(KEY);
    for (CodeWord word : values()) {
      if (word.text().equals(text)) {
        return word.reader.apply(settings);
      }
    }
    throw new SchemaException(
        "%s has the code '%s': expected one of %s; a newer version of wgan-runtime may read it"
            .formatted(
                owner,
                ColumnSettings.shown(text),
                Arrays.stream(values()).map(CodeWord::text).toList()));
  }
}
