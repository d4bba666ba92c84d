package dev.wgan.train.rows;

import dev.wgan.noise.Noise;
import dev.wgan.table.Table;
import dev.wgan.table.TableCodec;
import dev.wgan.train.data.CsvTable;
import dev.wgan.train.data.DataException;
import dev.wgan.train.evaluate.EvaluationException;
import dev.wgan.train.table.CopulaStart;
import dev.wgan.train.table.FittedTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Generated rows compared with a test part that training did not see. The figures of other tables
 * give them a scale: the training rows themselves, a Gaussian copula fitted to them, and
 * independent columns.
 *
 * <p>Immutable and thread-safe. Column Shapes, Column Pair Trends, the overall score and the
 * measures whose names have no spaces are defined as in SDMetrics 0.29, without subsampling.
 */
public final class TableEvaluation {
  /** The name of the generated rows among the tables. */
  public static final String GENERATED = "generated";

  /** The name of the training rows among the tables. */
  public static final String TRAINING = "training rows";

  /** The name of the copula's rows among the tables. */
  public static final String COPULA = "Gaussian copula";

  /** The name of the table whose columns are unrelated. */
  public static final String INDEPENDENT = "independent columns";

  /** With fewer rows the figures mean nothing. */
  public static final int FEWEST = 20;

  private final Map<String, List<RowFigure>> figures;
  private final Optional<Double> heldOutCopies;
  private final Judged judged;

  /**
   * The tables of a page.
   *
   * @param reader the levels
   * @param test the test part
   * @param training the training rows; empty if they are unknown
   * @param generated the generated rows
   * @param scores the comparison of generated rows with the test part
   * @param matches the closest training rows of generated rows
   */
  record Judged(
      RowReader reader,
      JudgedRows test,
      Optional<JudgedRows> training,
      JudgedRows generated,
      RowScores scores,
      List<ClosestRows.Match> matches) {
    Judged {
      matches = List.copyOf(matches);
    }
  }

  private TableEvaluation(
      Map<String, List<RowFigure>> figures, Optional<Double> heldOutCopies, Judged judged) {
    this.figures = Collections.unmodifiableMap(figures);
    this.heldOutCopies = heldOutCopies;
    this.judged = judged;
  }

  /**
   * The choices of an evaluation.
   *
   * @param targets the columns that classifiers predict; none for the last column of each type
   * @param seed the seed of shuffling, resampling and the copula
   */
  public record Options(List<String> targets, long seed) {
    /** Copies the list. */
    public Options {
      targets = List.copyOf(targets);
    }
  }

  /**
   * Evaluates rows.
   *
   * @param codec the columns of the model
   * @param generated generated rows
   * @param test rows that training did not see
   * @param training the rows of the training; empty if they are unknown
   * @param options the choices
   * @param stage receives the name of each stage
   * @return the figures
   * @throws DataException if a file does not have the columns of the model
   * @throws EvaluationException if there are too few rows, or a column to predict cannot be
   */
  public static TableEvaluation of(
      TableCodec codec,
      Table generated,
      CsvTable test,
      Optional<CsvTable> training,
      Options options,
      Consumer<String> stage) {
    RowReader reader = RowReader.of(codec);
    JudgedRows made = reader.read(generated);
    JudgedRows real = reader.read("the data", test);
    Optional<JudgedRows> trained = training.map(rows -> reader.read("the training data", rows));
    requireRows("generated rows", made);
    requireRows("rows of the data", real);
    trained.ifPresent(rows -> requireRows("rows of the training data", rows));
    List<TransferTest> transfers = TransferTest.of(real, options.targets());
    requireTargets(transfers, options.targets());
    stage.accept("finding closest rows");
    long seed = options.seed();
    RowFigures figures = new RowFigures(real, trained, transfers, seed);
    Map<String, JudgedRows> tables = new LinkedHashMap<>();
    tables.put(GENERATED, made);
    trained.ifPresent(rows -> tables.put(TRAINING, rows));
    training.ifPresent(
        rows -> tables.put(COPULA, reader.read(copula(codec, rows, made.size(), seed))));
    tables.put(
        INDEPENDENT,
        trained.map(rows -> rows.some(made.size(), seed)).orElse(made).independent(seed));
    Map<String, List<RowFigure>> found = new LinkedHashMap<>();
    Map<String, RowScores> scores = new LinkedHashMap<>();
    tables.forEach(
        (name, rows) -> {
          stage.accept("comparing " + name);
          RowScores compared = RowScores.of(real, rows, seed);
          scores.put(name, compared);
          found.put(name, figures.of(rows, compared));
        });
    return new TableEvaluation(
        found,
        figures.heldOutCopies(),
        new Judged(
            reader,
            real,
            trained,
            made,
            scores.getOrDefault(GENERATED, RowScores.of(real, made, seed)),
            figures.matches(made)));
  }

  private static void requireRows(String what, JudgedRows rows) {
    if (rows.size() < FEWEST) {
      throw new EvaluationException(
          "%s %s: expected at least %s".formatted(rows.size(), what, FEWEST));
    }
  }

  private static void requireTargets(List<TransferTest> transfers, List<String> targets) {
    for (String target : targets) {
      if (transfers.stream().noneMatch(transfer -> transfer.name().equals(target))) {
        throw new EvaluationException(
            "the column '%s' cannot be predicted: expected a column of the model with 2 to 20 levels, or with numbers that differ"
                .formatted(target));
      }
    }
  }

  /** Rows of a copula that is fitted to the training rows. */
  private static Table copula(TableCodec codec, CsvTable training, int rows, long seed) {
    FittedTable fitted = FittedTable.of(codec.schema(), training);
    CopulaStart copula = CopulaStart.fit(fitted, seed);
    float[] latents = new float[Math.multiplyExact(rows, copula.latents())];
    Noise.normal(seed, 0, rows, copula.latents(), latents);
    return fitted.codec().decode(copula.values(latents), seed, 0);
  }

  /**
   * Returns the figures.
   *
   * @return the figures of each table, by the name of the table; the generated rows come first
   */
  public Map<String, List<RowFigure>> figures() {
    return figures;
  }

  /**
   * Returns a figure.
   *
   * @param table the name of a table
   * @param key the name of the figure in JSON
   * @return the value
   * @throws EvaluationException if the table or the figure does not exist
   */
  public double value(String table, String key) {
    return figures.getOrDefault(table, List.of()).stream()
        .filter(figure -> figure.key().equals(key))
        .mapToDouble(figure -> figure.estimate().value())
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationException(
                    "the table '%s' has no figure '%s': expected one of %s"
                        .formatted(
                            table,
                            key,
                            figures.getOrDefault(table, List.of()).stream()
                                .map(RowFigure::key)
                                .toList())));
  }

  /**
   * Returns the share of held-out rows that are equal to a training row.
   *
   * @return 0 to 1; empty without training rows
   */
  public Optional<Double> heldOutCopies() {
    return heldOutCopies;
  }

  Judged judged() {
    return judged;
  }

  /**
   * Returns the figures for JSON.
   *
   * @return numbers of rows, figures by table, similarities of columns and pairs
   */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("definitions", "SDMetrics 0.29");
    json.put("generated_rows", judged.generated().size());
    json.put("test_rows", judged.test().size());
    judged.training().ifPresent(rows -> json.put("training_rows", rows.size()));
    heldOutCopies.ifPresent(share -> json.put("held_out_exact_copies", share));
    Map<String, Object> tables = new LinkedHashMap<>();
    figures.forEach(
        (name, list) ->
            tables.put(
                name,
                list.stream()
                    .collect(
                        Collectors.toMap(
                            RowFigure::key,
                            RowFigure::estimate,
                            (a, b) -> a,
                            LinkedHashMap::new))));
    json.put("figures", tables);
    List<JudgedColumn> columns = judged.test().columns();
    Map<String, Double> shapes = new LinkedHashMap<>();
    judged.scores().columns().stream()
        .filter(column -> !Double.isNaN(column.similarity()))
        .forEach(column -> shapes.put(column.name(), column.similarity()));
    json.put("columns", shapes);
    json.put(
        "pairs",
        judged.scores().pairs().stream()
            .filter(pair -> !Double.isNaN(pair.trend().shared()))
            .map(
                pair ->
                    Map.of(
                        "columns",
                        List.of(
                            columns.get(pair.first()).name(), columns.get(pair.second()).name()),
                        "shared",
                        pair.trend().shared(),
                        "deciles",
                        pair.trend().deciles()))
            .toList());
    return json;
  }
}
