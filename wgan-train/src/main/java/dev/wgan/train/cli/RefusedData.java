package dev.wgan.train.cli;

import dev.wgan.onnx.cli.OptionNames;
import dev.wgan.train.data.DataException;
import java.util.Set;
import java.util.stream.Collectors;

/** A refusal of data, with options under their names on the command line. */
final class RefusedData extends RuntimeException implements OptionNames {
  private static final long serialVersionUID = 1L;

  private final transient Set<String> options;

  RefusedData(DataException refused) {
    super(refused.message(DataSource::optionName), refused);
    options = refused.options().stream().map(DataSource::optionName).collect(Collectors.toSet());
  }

  @Override
  public Set<String> options() {
    return options;
  }
}
