package dev.wgan.onnx.cli;

import dev.wgan.runtime.Generator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The model argument of a command: an ONNX file, or the name of a pretrained model.
 *
 * <p>Thread-safe: there is no state. A file takes precedence over a pretrained model of its name.
 */
public final class ModelArgument implements ITypeConverter<Path> {
  /** The argument's description in the help of a command. */
  public static final String DESCRIPTION = "an ONNX file, or the name of a pretrained model";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  /** Creates the converter. */
  public ModelArgument() {}

  @Override
  public Path convert(String text) {
    Optional<Path> pretrained = pretrained(text);
    Path file;
    try {
      file = Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'%s' is not a file name".formatted(text));
    }
    if (Files.isRegularFile(file)) {
      return file;
    } else if (pretrained.isPresent()) {
      return pretrained.get();
    } else if (NAME.matcher(text).matches() && !Files.exists(file)) {
      throw new TypeConversionException(unknown(text));
    }
    return file;
  }

  private static String unknown(String text) {
    List<String> names = Generator.pretrainedNames();
    String missing = "there is no file and no pretrained model '%s'".formatted(text);
    List<String> near = Suggestions.among(names, text);
    if (names.isEmpty()) {
      return missing + ": there are no pretrained models on the class path";
    }
    return missing
        + (near.isEmpty() ? "" : ": did you mean %s?".formatted(near.get(0)))
        + " (pretrained are %s)".formatted(String.join(", ", names));
  }

  /** The place of a pretrained model, in a folder or in a jar. */
  private static Optional<Path> pretrained(String name) {
    if (!Generator.pretrainedNames().contains(name)) {
      return Optional.empty();
    }
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    URL resource =
        (context != null ? context : ClassLoader.getSystemClassLoader())
            .getResource("dev/wgan/models/" + name + ".onnx");
    try {
      return resource == null ? Optional.empty() : Optional.of(path(resource.toURI()));
    } catch (URISyntaxException | IOException e) {
      throw new UncheckedIOException(
          "the pretrained model %s cannot be read".formatted(name), new IOException(e));
    }
  }

  private static Path path(URI resource) throws IOException {
    if (resource.getScheme().equals("jar")) {
      try {
        // Stays open until the process ends, because the returned path needs it.
        FileSystems.newFileSystem(resource, Map.of());
      } catch (FileSystemAlreadyExistsException e) {
        return Path.of(resource);
      }
    }
    return Path.of(resource);
  }

  /** The names of the pretrained models, for the completion of a shell. */
  public static final class Names implements Iterable<String> {
    /** Creates the list. */
    public Names() {}

    @Override
    public Iterator<String> iterator() {
      return Generator.pretrainedNames().iterator();
    }
  }
}
