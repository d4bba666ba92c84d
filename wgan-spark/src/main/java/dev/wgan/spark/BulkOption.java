package dev.wgan.spark;

import dev.wgan.runtime.InputException;
import dev.wgan.runtime.internal.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An option of {@code wgan bulk}. */
enum BulkOption {
  ROWS("--rows", "-n", SourceOption.ROWS),
  OUTPUT("--output", "-o", null),
  SEED("--seed", "-s", SourceOption.SEED),
  START("--start", "", SourceOption.START),
  LABEL("--label", "", SourceOption.LABEL),
  LABELS("--labels", "", SourceOption.LABELS),
  WHERE("--where", "", SourceOption.WHERE),
  PSI("--psi", "", SourceOption.PSI),
  COLUMNS("--columns", "", null),
  PARTITIONS("--partitions", "", SourceOption.PARTITIONS),
  CORES("--cores", "", null),
  TRANSFER("--transfer", "", SourceOption.TRANSFER),
  CHUNK_SIZE("--chunk-size", "", SourceOption.CHUNK_SIZE),
  PROVIDER("--provider", "", SourceOption.PROVIDER);

  private final String flag;
  private final String brief;
  private final @Nullable SourceOption source;

  BulkOption(String flag, String brief, @Nullable SourceOption source) {
    this.flag = flag;
    this.brief = brief;
    this.source = source;
  }

  String flag() {
    return flag;
  }

  /** The option of the data source that this one sets. */
  Optional<SourceOption> source() {
    return Optional.ofNullable(source);
  }

  static BulkOption of(String typed) {
    List<String> flags = Arrays.stream(values()).map(BulkOption::flag).toList();
    return Arrays.stream(values())
        .filter(option -> option.flag.equals(typed) || option.brief.equals(typed))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "there is no option %s: %s"
                        .formatted(typed, Spelling.suggestion(typed, "the options are", flags))));
  }
}
