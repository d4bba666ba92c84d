package dev.wgan.onnx.cli;

import dev.wgan.runtime.ImageLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Layouts by the names of the command line: channels-first, channels-last. */
final class LayoutNames extends ArrayList<String> implements ITypeConverter<ImageLayout> {
  private static final long serialVersionUID = 1L;

  /** Creates the list of names, which picocli shows as candidates. */
  LayoutNames() {
    super(Arrays.stream(ImageLayout.values()).map(LayoutNames::label).toList());
  }

  /** Returns the name of a layout on the command line. */
  static String label(ImageLayout layout) {
    return layout.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public ImageLayout convert(String value) {
    return Arrays.stream(ImageLayout.values())
        .filter(layout -> label(layout).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not a layout: expected one of %s"
                        .formatted(value, List.copyOf(this))));
  }
}
