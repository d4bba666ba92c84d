package dev.wgan.onnx.cli;

import dev.wgan.runtime.Setting;
import picocli.CommandLine;

/** The command line's names for the settings in a failure. Thread-safe: no state. */
public final class Flags {
  private Flags() {}

  /**
   * Returns a command's name for a setting.
   *
   * @param command the command whose failure is reported
   * @param setting the setting
   * @return its flag, with the command's name for a flag that only {@code sample} has
   */
  public static String of(CommandLine command, Setting setting) {
    String flag = flag(setting);
    String option = flag.split(" ", 2)[0];
    boolean known =
        !option.startsWith("-") || command.getCommandSpec().optionsMap().containsKey(option);
    return known ? flag : flag + " of the command sample";
  }

  /** The flag of {@code sample}, or a phrase for a setting without a flag. */
  static String flag(Setting setting) {
    return switch (setting) {
      case LATENT_INPUT -> "--latent-input";
      case LATENT_SHAPE -> "--latent-shape";
      case OUTPUT -> "--output";
      case SAMPLE_SHAPE -> "--sample-shape";
      case RANGE -> "--range";
      case LAYOUT -> "--layout";
      case SAMPLE_RATE -> "--sample-rate";
      case MAX_MODEL_BYTES, LOAD_TIMEOUT -> "the command line's limit";
      case CHUNK_SIZE -> "-n";
      case ALLOW_IRREPRODUCIBLE -> "--allow-irreproducible";
      case UNGUARDED_OPERATORS -> "--unguarded-operators";
      case INPUT -> "--input NAME=FILE.npy";
      case LABEL -> "--label";
      case PARTS -> "-n and --first";
      case GENERATOR -> "the command sample";
      case UPSCALER -> "the command upscale";
      case INPAINTER -> "the command inpaint";
    };
  }
}
