package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar, with nothing else on the class path. */
class ExportCliIT {
  @TempDir Path folder;

  private record Run(int exitCode, String output) {}

  @Test
  void samplesAModel() throws IOException, InterruptedException {
    Path model = folder.resolve("model.onnx");
    try (InputStream in = getClass().getResourceAsStream("/sample/fixed-batch.onnx")) {
      Files.write(model, Objects.requireNonNull(in).readAllBytes());
    }
    Path array = folder.resolve("samples.npy");
    Run run = run("sample", model.toString(), "-n", "3", "--seed", "1", "-o", array.toString());
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(array).isRegularFile();
    assertThat(run("sample", "nowhere.onnx", "-o", "a.npy"))
        .isEqualTo(new Run(1, "there is no model nowhere.onnx"));
    assertThat(run("smaple").exitCode()).isEqualTo(2);
  }

  @Test
  void holdsNoTrainingEngine() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      assertThat(jar.stream().map(java.util.zip.ZipEntry::getName))
          .contains("dev/wgan/runtime/Generator.class")
          .noneMatch(name -> name.startsWith("ai/djl/"))
          .noneMatch(name -> name.contains("torch"));
    }
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files.filter(file -> file.toString().endsWith("-cli.jar")).findFirst().orElseThrow();
    }
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar().toString()));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8).strip());
  }
}
