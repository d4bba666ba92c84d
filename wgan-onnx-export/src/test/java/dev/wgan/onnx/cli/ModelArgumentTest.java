package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Commands take pretrained models by name, from a folder and from a jar on the class path. */
class ModelArgumentTest {
  @TempDir Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeArtifacts() throws IOException {
    byte[] model;
    try (InputStream in = getClass().getResourceAsStream("/sample/fixed-batch.onnx")) {
      model = Objects.requireNonNull(in).readAllBytes();
    }
    Path classes = folder.resolve("classes");
    Path index = classes.resolve("META-INF/wgan/models");
    Files.createDirectories(index.getParent());
    Files.writeString(index, "tiny-faces\n");
    Path models = Files.createDirectories(classes.resolve("dev/wgan/models"));
    Files.write(models.resolve("tiny-faces.onnx"), model);
    Path jar = folder.resolve("more.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("META-INF/wgan/models"));
      zip.write("boots\n".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("dev/wgan/models/boots.onnx"));
      zip.write(model);
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

  @ParameterizedTest
  @CsvSource({"tiny-faces", "boots"})
  void samplesDescribesAndVerifiesByName(String name) {
    Path array = folder.resolve(name + ".npy");
    assertThat(run("sample", name, "-n", "2", "--seed", "1", "-o", array.toString()))
        .as(err.toString())
        .isZero();
    assertThat(array).exists();
    assertThat(run("describe", name)).as(err.toString()).isZero();
    assertThat(run("verify", name)).as(out + " " + err).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tiny-face; did you mean tiny-faces? (pretrained are boots, tiny-faces)",
        "Boots; did you mean boots? (pretrained are boots, tiny-faces)",
        "mnist; there is no file and no pretrained model 'mnist' (pretrained are boots, tiny-faces)"
      })
  void aMisspeltNameIsWrongUsage(String name, String sentence) {
    for (String command : new String[] {"describe", "verify"}) {
      assertThat(run(command, name)).isEqualTo(CommandLine.ExitCode.USAGE);
      assertThat(err.toString()).contains(sentence);
    }
  }

  @Test
  void aFileComesFirstAndAFolderOfThatNameIsPassedOver() throws IOException {
    ModelArgument argument = new ModelArgument();
    Path file = Files.write(folder.resolve("boots"), new byte[] {1});
    assertThat(argument.convert(file.toString())).isEqualTo(file);
    assertThat(argument.convert("boots").toString()).endsWith("dev/wgan/models/boots.onnx");
    assertThat(argument.convert("nowhere.onnx")).isEqualTo(Path.of("nowhere.onnx"));
    assertThat(argument.convert(folder.toString())).isEqualTo(folder);
  }

  private int run(String command, String... arguments) {
    Object program =
        switch (command) {
          case "sample" -> new SampleCommand();
          case "describe" -> new DescribeCommand();
          default -> new VerifyCommand();
        };
    CommandLine line = Cli.of(program);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
