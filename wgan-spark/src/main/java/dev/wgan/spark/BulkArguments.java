package dev.wgan.spark;

import dev.wgan.runtime.InputException;
import dev.wgan.runtime.internal.Spelling;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code wgan bulk}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model the name or the path of the model
 * @param options the options that were given
 */
record BulkArguments(String model, Map<BulkOption, String> options) {
  BulkArguments {
    options = Map.copyOf(options);
  }

  static BulkArguments parse(String... arguments) {
    Map<BulkOption, String> options = new EnumMap<>(BulkOption.class);
    @Nullable String model = null;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.length() > 1 && argument.startsWith("-")) {
        int equal = argument.startsWith("--") ? argument.indexOf('=') : -1;
        BulkOption option = BulkOption.of(equal < 0 ? argument : argument.substring(0, equal));
        if (equal < 0 && i + 1 == arguments.length) {
          throw new InputException("the option %s has no value".formatted(argument));
        }
        String value = equal < 0 ? arguments[++i] : argument.substring(equal + 1);
        if (options.put(option, value) != null) {
          throw new InputException("the option %s is given twice".formatted(option.flag()));
        }
      } else if (model == null) {
        model = argument;
      } else {
        throw new InputException(
            "there are two models, '%s' and '%s': expected one".formatted(model, argument));
      }
    }
    if (model == null) {
      throw new InputException(
          "there is no model: expected the name of a pretrained generator or the path of an ONNX"
              + " file");
    }
    BulkArguments parsed = new BulkArguments(model, options);
    parsed.required(BulkOption.ROWS, "the number of rows, such as -n 1e6");
    parsed.required(BulkOption.OUTPUT, "where the rows go, such as -o rows.parquet");
    return parsed;
  }

  private void required(BulkOption option, String what) {
    if (!options.containsKey(option)) {
      throw new InputException("%s is missing: expected %s".formatted(option.flag(), what));
    }
  }

  Optional<String> text(BulkOption option) {
    return Optional.ofNullable(options.get(option));
  }

  BulkFile output() {
    return BulkFile.of(text(BulkOption.OUTPUT).orElseThrow());
  }

  /** The options of the data source. */
  Map<String, String> sourceOptions() {
    Map<String, String> source = new TreeMap<>();
    source.put(SourceOption.MODEL.key(), model);
    options.forEach(
        (option, value) -> option.source().ifPresent(target -> source.put(target.key(), value)));
    return source;
  }

  /** The columns to write, out of all; an array of values only where no file shows it. */
  List<String> columnsOf(List<String> all) {
    if (text(BulkOption.COLUMNS).isEmpty()) {
      boolean rendered = all.stream().anyMatch(FileCell.Format::isColumn);
      return all.stream().filter(name -> !rendered || !name.equals(SampleCell.NAME)).toList();
    }
    List<String> chosen =
        Stream.of(text(BulkOption.COLUMNS).orElseThrow().split(",", -1))
            .map(String::strip)
            .toList();
    for (String name : chosen) {
      if (!all.contains(name)) {
        throw new InputException(
            "there is no column '%s': %s"
                .formatted(name, Spelling.suggestion(name, "the columns are", all)));
      }
    }
    return chosen;
  }
}
