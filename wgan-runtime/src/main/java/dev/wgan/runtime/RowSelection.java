package dev.wgan.runtime;

import ai.onnxruntime.OrtException;
import dev.wgan.noise.NoiseFiller;
import dev.wgan.table.CandidateRows;
import dev.wgan.table.Condition;
import dev.wgan.table.RowCandidates;
import dev.wgan.table.RowFilter;
import dev.wgan.table.SchemaException;
import dev.wgan.table.TableCodec;
import dev.wgan.table.UniqueRows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows that meet a condition and the constraints of their table, chosen among candidates. Each row
 * becomes its first candidate that is accepted (see {@link RowCandidates}), so that it depends on
 * its seed, its index and the conditions only.
 *
 * <p>Not thread-safe: one use by one thread.
 */
final class RowSelection {
  /**
   * The candidates that a row has. A condition that one row in 10,000 meets leaves a row without
   * candidates with a probability of e^-26.
   */
  static final int MOST_CANDIDATES = 1 << 18;

  /** Rows whose candidates are drawn together. */
  private static final int GROUP = 2048;

  /** Candidates of a native run; few enough that the last ones are not drawn for nothing. */
  private static final int ROUND = 4096;

  /** Draws the samples of given latents. */
  interface Draw {
    Samples run(SampleRequest request) throws OrtException;
  }

  private final ModelInfo model;
  private final SampleRequest request;
  private final long seed;
  private final Draw draw;
  private final TableCodec codec;
  private final RowFilter filter;
  private final ModelInput latent;
  private final int latentSize;

  private RowSelection(
      ModelInfo model, SampleRequest request, long seed, RowFilter filter, Draw draw) {
    this.model = model;
    this.request = request;
    this.seed = seed;
    this.draw = draw;
    this.codec = model.requireTable();
    this.filter = filter;
    this.latent = model.input(ModelInput.Role.LATENT).orElseThrow();
    this.latentSize = (int) Shapes.elements(latent.shape());
  }

  /** Returns whether rows may have to be chosen: most calls are not about tables. */
  static boolean isNeeded(ModelInfo model, SampleRequest request) {
    return request.where().isPresent()
        || (request.isPlain()
            && model.table().isPresent()
            && !model.requireTable().schema().constraints().isEmpty());
  }

  /**
   * Returns the selection that a request needs, empty if all rows are kept.
   *
   * @throws InputException if the request has a condition that the model's rows cannot meet
   */
  static Optional<RowSelection> of(
      ModelInfo model, SampleRequest request, long seed, UniqueRows unique, Draw draw) {
    requireTable(model, request);
    RowFilter filter = filter(model, request);
    return filter.acceptsAll() && unique.acceptsAll()
        ? Optional.empty()
        : Optional.of(new RowSelection(model, request, seed, filter, draw));
  }

  private static void requireTable(ModelInfo model, SampleRequest request) {
    if (model.table().isEmpty() || !request.isPlain() || !isDrawnFromLatents(model)) {
      throw new InputException(
          "the request has the condition '%s': expected a model of a table with typed columns, whose"
                  .formatted(request.where().map(Condition::toString).orElse("of the table"))
              + " one input is a latent that the seed gives");
    }
  }

  /** Refuses a condition that does not fit the model. */
  static void require(ModelInfo model, SampleRequest request) {
    UniqueRows none = unique(model, 0);
    of(
        model,
        request,
        0,
        none,
        latents -> {
          throw new IllegalStateException("nothing is drawn for a check");
        });
  }

  private static boolean isDrawnFromLatents(ModelInfo model) {
    return model.inputs().size() == 1 && model.input(ModelInput.Role.LATENT).isPresent();
  }

  private static RowFilter filter(ModelInfo model, SampleRequest request) {
    try {
      return RowFilter.of(model.requireTable(), request.where());
    } catch (SchemaException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns the set of a call's rows for the constraint that they are unique. */
  static UniqueRows unique(ModelInfo model, long rows) {
    if (model.table().isEmpty()) {
      return UniqueRows.none(); // a condition on such samples is refused
    }
    try {
      return UniqueRows.of(model.requireTable(), rows);
    } catch (SchemaException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The rows under way: their values, and the number of the candidate that each has become. */
  private final class Rows {
    private final float[] values;
    private final int[] candidates;

    Rows(float[] values, int n) {
      this.values = values;
      this.candidates = new int[n];
    }

    void accept(int row, int candidate, float[] from, int place) {
      candidates[row] = candidate;
      System.arraycopy(from, place * codec.width(), values, row * codec.width(), codec.width());
    }
  }

  /**
   * Replaces the rows that are not accepted.
   *
   * @param plain candidate 0 of every row
   * @param unique the rows of the call so far
   */
  Samples select(Samples plain, UniqueRows unique) throws OrtException {
    int n = plain.size();
    Rows rows = new Rows(plain.raw(), n);
    List<Integer> open = new ArrayList<>();
    CandidateRows drawn = candidates(rows.values, plain.firstIndex(), n);
    for (int r = 0; r < n; r++) {
      if (!filter.accepts(drawn, r)) {
        open.add(r);
      }
    }
    for (int from = 0; from < open.size(); from += GROUP) {
      resolve(new ArrayList<>(open.subList(from, Math.min(open.size(), from + GROUP))), rows);
    }
    if (!unique.acceptsAll()) {
      separate(rows, n, unique);
    }
    return plain.withRows(rows.values, rows.candidates);
  }

  private CandidateRows candidates(float[] values, long first, int n) {
    long[] indices = new long[n];
    Arrays.setAll(indices, r -> first + r);
    return candidates(values, indices, new int[n]);
  }

  private CandidateRows candidates(float[] values, long[] indices, int[] candidates) {
    try {
      return codec.candidates(values, seed, indices, candidates);
    } catch (SchemaException e) {
      throw new RunException("the rows cannot be decoded: " + e.getMessage(), e);
    }
  }

  /** Finds the first accepted candidates of a group of rows. */
  private void resolve(List<Integer> open, Rows rows) throws OrtException {
    int next = 1;
    int vain = 0;
    while (!open.isEmpty()) {
      int each = Math.max(1, Math.min(ROUND / open.size(), MOST_CANDIDATES - next + 1));
      Candidates tried = draw(open, next, each);
      int before = open.size();
      open.removeIf(row -> tried.acceptFirst(row, rows));
      next += each;
      vain = open.size() == before ? vain + before * each : 0;
      if (!open.isEmpty() && (vain >= ROUND || next > MOST_CANDIDATES)) {
        // A condition that hardly any row meets is reported after the candidates of one row.
        int row = open.remove(0);
        resolveAlone(row, next, rows, null);
        vain = 0;
      }
    }
  }

  /** Finds the next accepted candidate of one row, one that no earlier row equals if need be. */
  private void resolveAlone(int row, int from, Rows rows, @Nullable UniqueRows unique)
      throws OrtException {
    int each = 16;
    for (int next = from; next <= MOST_CANDIDATES; next += each) {
      each = Math.min(Math.min(2 * each, ROUND), MOST_CANDIDATES - next + 1);
      Candidates tried = draw(List.of(row), next, each);
      for (int k = 0; k < each; k++) {
        if (filter.accepts(tried.rows, k) && (unique == null || unique.add(tried.rows, k))) {
          rows.accept(row, next + k, tried.values, k);
          return;
        }
      }
    }
    throw new RunException(
        "none of the %s candidates of row %s of seed %s meets %s: expected a condition that more"
                .formatted(
                    MOST_CANDIDATES,
                    request.first() + row,
                    seed,
                    request
                        .where()
                        .map(condition -> "the condition '" + condition + "'")
                        .orElse("the constraints of the table"))
            + " than one row in 10,000 meets"
            + (unique == null ? "" : ", and fewer rows where they have to be unique"));
  }

  /** Goes through the rows in order and replaces those that equal an earlier one. */
  private void separate(Rows rows, int n, UniqueRows unique) throws OrtException {
    long[] indices = new long[n];
    Arrays.setAll(indices, r -> request.first() + r);
    CandidateRows drawn = candidates(rows.values.clone(), indices, rows.candidates.clone());
    for (int r = 0; r < n; r++) {
      if (!unique.add(drawn, r)) {
        resolveAlone(r, rows.candidates[r] + 1, rows, unique);
      }
    }
  }

  /** Candidates of some rows: as many of each, one row after the other. */
  private final class Candidates {
    private final List<Integer> of;
    private final int first;
    private final int each;
    private final float[] values;
    private final CandidateRows rows;
    private int next;

    Candidates(List<Integer> of, int first, int each, float[] values, CandidateRows rows) {
      this.of = of;
      this.first = first;
      this.each = each;
      this.values = values;
      this.rows = rows;
    }

    /** Takes the rows in the order in which they were drawn. */
    boolean acceptFirst(int row, Rows accepted) {
      int start = next;
      if (of.get(start / each) != row) {
        throw new IllegalStateException("candidates of another row");
      }
      next += each;
      for (int k = start; k < start + each; k++) {
        if (filter.accepts(rows, k)) {
          accepted.accept(row, first + k - start, values, k);
          return true;
        }
      }
      return false;
    }
  }

  /** Draws candidates first to first + each - 1 of some rows. */
  private Candidates draw(List<Integer> of, int first, int each) throws OrtException {
    int count = of.size() * each;
    float[] latents = new float[count * latentSize];
    long[] indices = new long[count];
    int[] candidates = new int[count];
    NoiseFiller filler = NoiseFiller.of(model.latentDistribution(), latentSize, each);
    for (int k = 0; k < of.size(); k++) {
      long index = request.first() + of.get(k);
      FloatBuffer part =
          FloatBuffer.wrap(latents, k * each * latentSize, each * latentSize).slice();
      filler.fill(RowCandidates.seed(seed, index), first - 1L, each, part);
      for (int c = k * each; c < (k + 1) * each; c++) {
        indices[c] = index;
        candidates[c] = first + c - k * each;
      }
    }
    TensorData given = TensorData.of(latents, count, latentSize);
    float[] values = draw.run(SampleRequest.ofLatents(given).psi(request.psi())).raw();
    return new Candidates(
        List.copyOf(of), first, each, values, candidates(values, indices, candidates));
  }
}
