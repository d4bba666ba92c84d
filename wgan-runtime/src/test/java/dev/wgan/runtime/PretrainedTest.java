package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts of pretrained models on the class path of the thread: a folder and a jar. */
class PretrainedTest {
  private static final String INDEX = "META-INF/wgan/models";

  @TempDir Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void makeArtifacts() throws IOException {
    Path classes = folder.resolve("classes");
    Path index = classes.resolve(INDEX);
    Files.createDirectories(index.getParent());
    Files.writeString(index, "# names\n\nfaces\r\nshoes-small\n../secret\n");
    Path models = Files.createDirectories(classes.resolve("dev/wgan/models"));
    Files.write(models.resolve("faces.onnx"), TestModels.mlp());
    Files.write(models.resolve("unlisted.onnx"), TestModels.mlp());
    Path jar = folder.resolve("more.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(INDEX));
      zip.write("boots\nfaces\n".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("dev/wgan/models/boots.onnx"));
      zip.write(TestModels.bytes());
    }
    URL[] urls = {classes.toUri().toURL(), jar.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
  }

  @AfterEach
  void close() throws IOException {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(before);
    ((URLClassLoader) own).close();
  }

  @Test
  void theNamesOfAllArtifactsAreListed() {
    assertThat(Generator.pretrainedNames()).isEqualTo(List.of("boots", "faces", "shoes-small"));
  }

  @Test
  void modelsOfFoldersAndJarsAreLoaded() {
    for (String name : List.of("faces", "boots", "unlisted")) {
      try (Generator generator = Generator.pretrained(name)) {
        assertThat(generator.sample(1, 1).size()).isEqualTo(1);
      }
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> Generator.pretrained("Face"))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage(
            "there is no pretrained model 'Face': did you mean 'faces'? (the class path has boots,"
                + " faces, shoes-small)");
    assertThatThrownBy(() -> Generator.pretrained("mnist-large"))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage(
            "there is no pretrained model 'mnist-large': the class path has boots, faces,"
                + " shoes-small");
  }

  @Test
  void withoutAnArtifactTheRemedyIsNamed() {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(before);
    try {
      assertThat(Generator.pretrainedNames()).isEmpty();
      assertThatThrownBy(() -> Generator.pretrained("faces"))
          .isInstanceOf(ModelLoadException.class)
          .hasMessage(
              "there is no pretrained model 'faces': no artifact on the class path has any; add"
                  + " dev.wgan:wgan-models");
    } finally {
      Thread.currentThread().setContextClassLoader(own);
    }
  }
}
