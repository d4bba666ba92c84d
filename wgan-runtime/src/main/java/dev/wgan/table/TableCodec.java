package dev.wgan.table;

import dev.wgan.runtime.internal.MetadataKeys;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The columns of a table together with their codes: it decodes a generator's values into rows.
 *
 * <p>Immutable and thread-safe.
 */
public final class TableCodec {
  private final TableSchema schema;
  private final List<ColumnCode> codes;
  private final int width;
  private final int[] firstScores;
  private final int[] firstLogits;
  private final List<RowFilter.Test> constraintTests;

  private TableCodec(TableSchema schema, List<ColumnCode> codes) {
    this.schema = schema;
    this.codes = codes;
    this.constraintTests = RowFilter.tests(schema);
    this.firstScores = new int[codes.size()];
    this.firstLogits = new int[codes.size()];
    int score = 0;
    int logit = codes.stream().mapToInt(ColumnCode::scores).sum();
    for (int c = 0; c < firstScores.length; c++) {
      firstScores[c] = score;
      firstLogits[c] = logit;
      score += codes.get(c).scores();
      logit += codes.get(c).logits();
    }
    this.width = logit;
  }

  /**
   * Returns the codec of a schema.
   *
   * @param schema the columns; those that are ignored are left out
   * @param codes one code for each column that is not ignored
   * @return the codec
   * @throws SchemaException if a code does not fit its column
   */
  public static TableCodec of(TableSchema schema, List<ColumnCode> codes) {
    TableSchema written = new TableSchema(schema.written(), schema.csv(), schema.constraints());
    List<TableColumn> columns = written.columns();
    if (columns.size() != codes.size()) {
      throw new SchemaException(
          "a table of %s columns has %s codes: expected one per column"
              .formatted(columns.size(), codes.size()));
    }
    for (int c = 0; c < codes.size(); c++) {
      if (!fits(columns.get(c), codes.get(c))) {
        throw new SchemaException(
            "the column '%s' of type %s has the code %s, which is for other columns: expected"
                    .formatted(
                        columns.get(c).name(), columns.get(c).type().word().text(), codes.get(c))
                + " logits for its levels, or a score within its values");
      }
    }
    return new TableCodec(written, List.copyOf(codes));
  }

  private static boolean fits(TableColumn column, ColumnCode code) {
    boolean missing = column.missing().isPresent();
    if (code instanceof NoCode) {
      return column.type() instanceof MadeType;
    } else if (code instanceof LogitCode logits) {
      return logits.missing() == missing
          && !(column.type() instanceof MadeType)
          && Arrays.stream(logits.positions()).allMatch(p -> isValid(column.type(), p));
    } else if (code instanceof ScoreCode score) {
      return score.missing() == missing
          && !(column.type() instanceof MadeType)
          && isValid(column.type(), score.quantile(0))
          && isValid(column.type(), score.quantile(1));
    }
    return false;
  }

  private static boolean isValid(ColumnType type, long position) {
    if (type instanceof LevelType levels) {
      return position >= 0 && position < levels.size();
    }
    try {
      return type.parse(type.text(position)) == position;
    } catch (SchemaException | DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  /**
   * Returns the schema of the decoded rows.
   *
   * @return the schema, without ignored columns
   */
  public TableSchema schema() {
    return schema;
  }

  /**
   * Returns the codes of the columns.
   *
   * @return one code per column of {@link #schema}
   */
  public List<ColumnCode> codes() {
    return codes;
  }

  /** The place of a column's score among the values of a row. */
  int firstScore(int column) {
    return firstScores[column];
  }

  /** The place of a column's first logit among the values of a row. */
  int firstLogit(int column) {
    return firstLogits[column];
  }

  /** The tests of the constraints on single rows, which are made once. */
  List<RowFilter.Test> constraintTests() {
    return constraintTests;
  }

  /**
   * Returns the number of values that a generator gives a row: the scores of all columns, followed
   * by the logits of all columns.
   *
   * @return 0 or more
   */
  public int width() {
    return width;
  }

  /**
   * Decodes rows. A row depends on its values, the seed and its index alone.
   *
   * @param values the generator's values, [rows, width]
   * @param seed the seed of the rows
   * @param first the index of the first row within its seed, 0 to 2^40 - rows
   * @return the rows
   * @throws SchemaException if the values do not make up whole rows, or one is not finite
   */
  public Table decode(float[] values, long seed, long first) {
    int size = rows(values);
    return decode(values, seed, LongStream.range(first, first + size).toArray(), new int[size]);
  }

  /**
   * Decodes candidates of rows (see {@link RowCandidates}).
   *
   * @param values the generator's values for each candidate, [rows, width]
   * @param seed the seed of the rows
   * @param rows the index of each row within the seed
   * @param candidates the number of each candidate, 0 or more
   * @return the rows
   * @throws SchemaException if the values do not make up whole rows, or one is not finite
   */
  public Table decode(float[] values, long seed, long[] rows, int[] candidates) {
    return candidates(values, seed, rows, candidates).table();
  }

  /**
   * Returns candidates of rows (see {@link RowCandidates}) whose cells are decoded when they are
   * read.
   *
   * @param values the generator's values for each candidate, [rows, width]; not copied
   * @param seed the seed of the rows
   * @param rows the index of each row within the seed; not copied
   * @param candidates the number of each candidate, 0 or more; not copied
   * @return the candidates
   * @throws SchemaException if the values do not make up whole rows, or one is not finite
   */
  public CandidateRows candidates(float[] values, long seed, long[] rows, int[] candidates) {
    int size = rows(values);
    if (rows.length != size || candidates.length != size) {
      throw new SchemaException(
          "the values are those of %s rows, of which %s indices and %s candidates are given:"
                  .formatted(size, rows.length, candidates.length)
              + " expected as many of each");
    }
    requireFinite(values, rows);
    return new CandidateRows(this, values, seed, rows, candidates);
  }

  private int rows(float[] values) {
    if (width == 0 || values.length % width != 0) {
      throw new SchemaException(
          "%s values do not make up rows of %s values each: expected whole rows"
              .formatted(values.length, width));
    }
    return values.length / width;
  }

  private void requireFinite(float[] values, long[] rows) {
    for (int k = 0; k < values.length; k++) {
      if (!Float.isFinite(values[k])) {
        throw new SchemaException(
            "value %s of row %s is %s: expected finite numbers from the generator"
                .formatted(k % width, rows[k / width], values[k]));
      }
    }
  }

  /**
   * Writes schema and codes into the properties of a model file.
   *
   * @param properties receives them
   */
  public void write(Map<String, String> properties) {
    MetadataKeys.TABLE_CSV.write(schema.csv().fields(), properties);
    for (int c = 0; c < codes.size(); c++) {
      String number = Integer.toString(c);
      MetadataKeys.TABLE_COLUMN.of(number).write(schema.columns().get(c).fields(), properties);
      MetadataKeys.TABLE_CODE.of(number).write(codes.get(c).fields(), properties);
    }
    for (int k = 0; k < schema.constraints().size(); k++) {
      MetadataKeys.TABLE_CONSTRAINT
          .of(Integer.toString(k))
          .write(schema.constraints().get(k).fields(), properties);
    }
  }

  /**
   * Reads schema and codes from the properties of a model file.
   *
   * @param properties the properties
   * @return the codec, empty if the file does not describe a typed table
   * @throws SchemaException if the description is incomplete or wrong
   */
  public static Optional<TableCodec> read(Map<String, String> properties) {
    try {
      Optional<CsvFormat> csv = MetadataKeys.TABLE_CSV.read(properties).map(CsvFormat::of);
      return csv.map(format -> read(format, properties));
    } catch (SchemaException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new SchemaException(
          "the description of the table's columns is damaged: expected "
              + MetadataKeys.TABLE_COLUMN.form().expected(),
          e);
    }
  }

  private static TableCodec read(CsvFormat csv, Map<String, String> properties) {
    List<TableColumn> columns = new ArrayList<>();
    List<ColumnCode> codes = new ArrayList<>();
    for (int c = 0; ; c++) {
      String number = Integer.toString(c);
      Optional<Map<String, String>> column = MetadataKeys.TABLE_COLUMN.of(number).read(properties);
      Optional<Map<String, String>> code = MetadataKeys.TABLE_CODE.of(number).read(properties);
      if (column.isEmpty() && code.isEmpty()) {
        return of(new TableSchema(columns, csv, constraints(properties)), codes);
      } else if (column.isEmpty() || code.isEmpty()) {
        throw new SchemaException(
            "column %s has only one of the properties %s and %s: expected both"
                .formatted(
                    c,
                    MetadataKeys.TABLE_COLUMN.of(number).name(),
                    MetadataKeys.TABLE_CODE.of(number).name()));
      }
      columns.add(TableColumn.of(column.get()));
      codes.add(CodeWord.code("column " + c, code.get()));
    }
  }

  private static List<RowConstraint> constraints(Map<String, String> properties) {
    List<RowConstraint> constraints = new ArrayList<>();
    for (int k = 0; ; k++) {
      Optional<Map<String, String>> fields =
          MetadataKeys.TABLE_CONSTRAINT.of(Integer.toString(k)).read(properties);
      if (fields.isEmpty()) {
        return constraints;
      }
      constraints.add(ConstraintWord.of(fields.get()));
    }
  }

  /** For example "TableCodec[10 columns from 28 values]". */
  @Override
  public String toString() {
    return "TableCodec[%s columns from %s values]".formatted(codes.size(), width);
  }
}
