package dev.wgan.spark;

import dev.wgan.noise.Noise;
import dev.wgan.runtime.InputException;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelInput;
import dev.wgan.runtime.ModelInput.Role;
import dev.wgan.table.Condition;
import dev.wgan.table.SchemaException;
import dev.wgan.table.UniqueConstraint;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The options of one read, checked.
 *
 * <p>Immutable and thread-safe; travels to executors.
 *
 * @param origin the place of the model
 * @param rows the number of rows
 * @param seed the seed
 * @param start the index of the first row
 * @param labels names or numbers of classes in turn; empty if the seed draws them
 * @param where the condition that rows of a table meet; "" for none
 * @param psi the factor of the latents
 * @param partitions the number of partitions, 0 to choose it
 * @param broadcast whether the model's bytes travel with the query
 * @param indexColumn the name of the column of indices
 * @param session the options of each session
 */
record ReadRequest(
    ModelOrigin origin,
    long rows,
    long seed,
    long start,
    List<String> labels,
    String where,
    float psi,
    int partitions,
    boolean broadcast,
    String indexColumn,
    SessionChoice session)
    implements Serializable {
  private static final int MAX_PARTITIONS = 1_000_000;

  ReadRequest {
    labels = List.copyOf(labels);
  }

  static ReadRequest of(CaseInsensitiveStringMap options) {
    SourceOption.requireKnown(options);
    OptionValues values = new OptionValues(options);
    String model =
        values
            .text(SourceOption.MODEL)
            .or(() -> values.text(SourceOption.PATH))
            .orElseThrow(
                () ->
                    new InputException(
                        "the option model is missing: expected the name of a pretrained generator"
                            + " or the path of an ONNX file"));
    if (values.text(SourceOption.ROWS).isEmpty()) {
      throw new InputException("the option rows is missing: expected the number of rows");
    }
    long rows = values.number(SourceOption.ROWS, 0, Noise.MAX_INDEX, 0);
    return new ReadRequest(
        ModelOrigin.of(model),
        rows,
        values.number(SourceOption.SEED, Long.MIN_VALUE, Long.MAX_VALUE, 0),
        values.number(SourceOption.START, 0, Noise.MAX_INDEX - rows, 0),
        labels(values),
        where(values),
        values.share(SourceOption.PSI, 1),
        (int) values.number(SourceOption.PARTITIONS, 1, MAX_PARTITIONS, 0),
        broadcast(values),
        values.text(SourceOption.INDEX_COLUMN).orElse("index"),
        SessionChoice.of(values));
  }

  private static List<String> labels(OptionValues values) {
    Optional<String> one = values.text(SourceOption.LABEL);
    Optional<String> several = values.text(SourceOption.LABELS);
    if (one.isPresent() && several.isPresent()) {
      throw new InputException("both label and labels are given: expected one of the two options");
    }
    return several
        .map(text -> Stream.of(text.split(",", -1)).map(String::strip).toList())
        .orElseGet(() -> one.stream().toList());
  }

  private static String where(OptionValues values) {
    String where = values.text(SourceOption.WHERE).orElse("");
    if (!where.isEmpty()) {
      try {
        Condition.parse(where);
      } catch (SchemaException e) {
        throw new InputException("the option where: " + e.getMessage(), e);
      }
    }
    return where;
  }

  private static boolean broadcast(OptionValues values) {
    String transfer =
        values.text(SourceOption.TRANSFER).orElse("broadcast").toLowerCase(Locale.ROOT);
    if (!transfer.equals("broadcast") && !transfer.equals("read")) {
      throw SourceOption.TRANSFER.wrong(
          transfer, "broadcast, or read where each executor reads the model itself");
    }
    return transfer.equals("broadcast");
  }

  /** Refuses a model whose rows are not a function of seed and index. */
  void requireFits(ModelInfo info) {
    List<ModelInput> others =
        info.inputs().stream()
            .filter(input -> input.role() != Role.LATENT && input.role() != Role.LABEL)
            .toList();
    if (!others.isEmpty()) {
      throw new InputException(
          "%s has the inputs %s: expected a generator of latents and labels only"
              .formatted(origin, others));
    }
    if (info.output().shape().contains(-1)) {
      throw new InputException(
          "%s makes samples of shape %s: expected a fixed shape"
              .formatted(origin, info.output().shape()));
    }
    if (!where.isEmpty() && info.table().isEmpty()) {
      throw new InputException(
          "the option where is '%s', but %s is not a table: expected a model with typed columns"
              .formatted(where, origin));
    }
    boolean unique =
        info.table().stream()
            .flatMap(table -> table.schema().constraints().stream())
            .anyMatch(UniqueConstraint.class::isInstance);
    if (unique) {
      throw new InputException(
          "%s has a constraint of unique rows, by which a row depends on all rows before it:"
                  .formatted(origin)
              + " partitions cannot be drawn independently; export it without this constraint");
    }
  }
}
