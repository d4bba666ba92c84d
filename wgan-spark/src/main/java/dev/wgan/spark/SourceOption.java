package dev.wgan.spark;

import dev.wgan.runtime.InputException;
import dev.wgan.runtime.internal.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** An option of the data source. Upper and lower case of its name do not matter. */
public enum SourceOption {
  /** The model: the name of a pretrained generator, or the path of an ONNX file. */
  MODEL("model"),
  /** The model, as the argument of {@code load(path)} gives it. */
  PATH("path"),
  /** The number of rows. */
  ROWS("rows"),
  /** The seed; 0 by default, so that a query that runs twice has equal rows. */
  SEED("seed"),
  /** The index of the first row; 0 by default. */
  START("start"),
  /** The class of all rows, by name or number; by default the seed draws it for each row. */
  LABEL("label"),
  /** The classes of rows in turn, separated by commas: row i has class i modulo their number. */
  LABELS("labels"),
  /** The condition that the rows of a table meet, such as {@code price > 1000}. */
  WHERE("where"),
  /** The factor of the latents, 0 to 1; 1 by default. */
  PSI("psi"),
  /** The number of partitions; by default one per 128 MB of rows, and at least one per core. */
  PARTITIONS("partitions"),
  /** {@code broadcast} (the default), or {@code read}: each executor reads the model itself. */
  TRANSFER("transfer"),
  /** The name of the column of indices; {@code index} by default. */
  INDEX_COLUMN("indexColumn"),
  /** The number of samples of a native run; chosen by their size by default. */
  CHUNK_SIZE("chunkSize"),
  /** {@code cpu} (the default), or {@code cuda} or {@code cuda:1}, on which bits may differ. */
  PROVIDER("provider"),
  /** True if a sample with NaN or infinite values fails the task. */
  CHECK_NAN("checkNaN"),
  /** True if each session recomputes the golden samples of the model when it is loaded. */
  SELF_TEST("selfTest"),
  /** False if ONNX Runtime gives memory back after each run. */
  MEMORY_ARENA("memoryArena"),
  /** The largest size of the model in bytes. */
  MAX_MODEL_BYTES("maxModelBytes"),
  /** The seconds for which an executor keeps a session that no task uses; 60 by default. */
  IDLE_SECONDS("idleSeconds");

  private final String key;

  SourceOption(String key) {
    this.key = key;
  }

  /**
   * Returns the name of the option.
   *
   * @return the name, such as {@code rows}
   */
  public String key() {
    return key;
  }

  /** Refuses options that do not exist, so that a misspelled one has an effect. */
  static void requireKnown(CaseInsensitiveStringMap options) {
    List<String> known = Arrays.stream(values()).map(SourceOption::key).toList();
    for (Map.Entry<String, String> given : options.asCaseSensitiveMap().entrySet()) {
      if (known.stream().noneMatch(given.getKey()::equalsIgnoreCase)) {
        throw new InputException(
            "there is no option '%s' of the data source wgan: %s"
                .formatted(
                    given.getKey(), Spelling.suggestion(given.getKey(), "the options are", known)));
      }
    }
  }

  /** The exception that a value of this option is not one. */
  InputException wrong(String value, String expected) {
    return wrong(key, value, expected);
  }

  static InputException wrong(String option, String value, String expected) {
    return new InputException(
        "the option %s is '%s': expected %s".formatted(option, value, expected));
  }
}
