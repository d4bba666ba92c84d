package dev.wgan.runtime;

import dev.wgan.runtime.internal.Spelling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds pretrained models in artifacts on the class path. An artifact holds models as resources
 * {@code dev/wgan/models/NAME.onnx} and lists their names, one a line, in its resource {@code
 * META-INF/wgan/models}: a class path cannot be searched for files.
 */
final class Pretrained {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String INDEX = "META-INF/wgan/models";

  private Pretrained() {}

  /** The content of a pretrained model. */
  static ModelSource source(String name, GeneratorOptions options) {
    if (NAME.matcher(name).matches()) {
      String resource = "dev/wgan/models/" + name + ".onnx";
      for (ClassLoader loader : loaders()) {
        if (loader.getResource(resource) != null) {
          return ModelSource.of(loader, resource, options);
        }
      }
    }
    throw unknown(name);
  }

  private static ModelLoadException unknown(String name) {
    SortedSet<String> names = names();
    return new ModelLoadException(
        "there is no pretrained model '%s': %s"
            .formatted(
                name,
                names.isEmpty()
                    ? "no artifact on the class path has any; add dev.wgan:wgan-models"
                    : Spelling.suggestion(name, "the class path has", names)));
  }

  /** The names in the indexes of all artifacts that can be seen from here. */
  static SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (ClassLoader loader : loaders()) {
      try {
        for (URL index : Collections.list(loader.getResources(INDEX))) {
          names.addAll(read(index));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(
            "the lists of pretrained models on the class path cannot be read: "
                + Messages.reason(e),
            e);
      }
    }
    return names;
  }

  /** Lines that are not names, such as comments and blanks, are passed over. */
  private static List<String> read(URL index) throws IOException {
    URLConnection connection = index.openConnection();
    // A cached jar would keep its old list, and its file open, after being replaced.
    connection.setUseCaches(false);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.lines().map(String::strip).filter(NAME.asMatchPredicate()).toList();
    }
  }

  private static List<ClassLoader> loaders() {
    return Stream.<@Nullable ClassLoader>of(
            Thread.currentThread().getContextClassLoader(),
            Pretrained.class.getClassLoader(),
            ClassLoader.getSystemClassLoader())
        .<ClassLoader>mapMulti(
            (loader, found) -> {
              if (loader != null) {
                found.accept(loader);
              }
            })
        .distinct()
        .toList();
  }
}
