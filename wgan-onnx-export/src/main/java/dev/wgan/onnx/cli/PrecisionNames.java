package dev.wgan.onnx.cli;

import dev.wgan.onnx.Precision;
import java.util.ArrayList;
import picocli.CommandLine;

/** The precisions by their names in metadata. */
final class PrecisionNames extends ArrayList<String> {
  private static final long serialVersionUID = 1L;

  PrecisionNames() {
    for (Precision precision : Precision.values()) {
      add(precision.label());
    }
  }

  /** Reads a name. */
  static final class Converter implements CommandLine.ITypeConverter<Precision> {
    @Override
    public Precision convert(String text) {
      for (Precision precision : Precision.values()) {
        if (precision.label().equals(text)) {
          return precision;
        }
      }
      throw new CommandLine.TypeConversionException(
          "'%s' is none of %s".formatted(text, new PrecisionNames()));
    }
  }
}
