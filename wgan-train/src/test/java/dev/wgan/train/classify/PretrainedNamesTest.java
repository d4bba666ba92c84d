package dev.wgan.train.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.runtime.Generator;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of pretrained models names the files that are there, and no others. */
class PretrainedNamesTest {
  @Test
  void namesEveryModelOfTheArtifact() throws IOException, URISyntaxException {
    URI model =
        Objects.requireNonNull(
                Generator.class.getClassLoader().getResource("dev/wgan/models/fashion-dcgan.onnx"))
            .toURI();
    List<String> files;
    if (model.getScheme().equals("jar")) {
      try (FileSystem jar = FileSystems.newFileSystem(model, Map.of())) {
        files = models(jar.getPath("dev/wgan/models"));
      }
    } else {
      files = models(Objects.requireNonNull(Path.of(model).getParent()));
    }
    assertThat(files).contains("avatars", "fashion-dcgan");
    assertThat(Generator.pretrainedNames()).isEqualTo(files);
  }

  private static List<String> models(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> Objects.requireNonNull(file.getFileName()).toString())
          .filter(name -> name.endsWith(".onnx"))
          .map(name -> name.substring(0, name.length() - ".onnx".length()))
          .sorted()
          .toList();
    }
  }
}
