package dev.wgan.onnx.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * The text of {@code --version}: the versions of this build, of its ONNX Runtime, and of Java.
 *
 * <p>Thread-safe: there is no state.
 */
public final class CliVersion implements IVersionProvider {
  /** Creates the provider. */
  public CliVersion() {}

  @Override
  public String[] getVersion() {
    Properties build = new Properties();
    try (InputStream in = CliVersion.class.getResourceAsStream("version.properties")) {
      build.load(Objects.requireNonNull(in, "version.properties is missing from the build"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String[] {
      "wgan %s (ONNX Runtime %s, Java %s)"
          .formatted(
              build.getProperty("version"),
              build.getProperty("onnxruntime"),
              System.getProperty("java.version"))
    };
  }
}
