package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How the runtime meets class paths, module paths and folders, each in a JVM of its own. */
class InstallationTest {
  @TempDir Path folder;

  @Test
  void twoOnnxRuntimesAreRefusedBeforeEitherIsLoaded() throws IOException, InterruptedException {
    Path gpu = folder.resolve("onnxruntime_gpu-1.28.0.jar");
    String name = "ai/onnxruntime/OrtEnvironment.class";
    try (OutputStream file = Files.newOutputStream(gpu);
        ZipOutputStream zip = new ZipOutputStream(file);
        var in = OrtEnvironment.class.getClassLoader().getResourceAsStream(name)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(Objects.requireNonNull(in).readAllBytes());
    }
    String tests = System.getProperty("java.class.path");
    for (String classPath :
        List.of(tests + File.pathSeparator + gpu, gpu + File.pathSeparator + tests)) {
      ChildJvm child = ChildJvm.run(List.of("-cp", classPath, LoadMain.class.getName()));
      assertThat(child.output())
          .startsWith("refused: ONNX Runtime is on the class path 2 times: [")
          .contains(gpu.toString())
          .contains(ChildJvm.home(OrtEnvironment.class).toString())
          .contains("keep one: onnxruntime for the CPU, or onnxruntime_gpu by depending on");
    }
  }

  @Test
  void missingNativeLibrariesAreNamedWithTheMend() throws IOException, InterruptedException {
    Path none = folder.resolve("none");
    for (String property : List.of("java.io.tmpdir", "onnxruntime.native.path")) {
      ChildJvm child = ChildJvm.run(LoadMain.class, List.of("-D%s=%s".formatted(property, none)));
      assertThat(child.output())
          .contains("refused: ONNX Runtime's native library cannot be loaded: ")
          .contains(none.toString())
          .contains(
              property.equals("java.io.tmpdir")
                  ? "(java.io.tmpdir = %s must be a writable folder".formatted(none)
                  : "unpack the libraries of ONNX Runtime's jar once and name their folder");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void unpackedLibrariesTakeThePlaceOfThoseInTheJar() throws IOException, InterruptedException {
    Path natives = Files.createDirectory(folder.resolve("natives"));
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    try (FileSystem jar = FileSystems.newFileSystem(ChildJvm.home(OrtEnvironment.class));
        Stream<Path> all = Files.walk(jar.getPath("ai/onnxruntime/native"))) {
      String platform = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
      for (Path file :
          all.filter(f -> f.toString().matches(".*linux-" + platform + "/.*so")).toList()) {
        Files.copy(file, natives.resolve(file.getFileName().toString()));
      }
    }
    List<String> arguments =
        List.of("-Donnxruntime.native.path=" + natives, "-Djava.io.tmpdir=" + temporary);
    assertThat(ChildJvm.run(LoadMain.class, arguments).output())
        .startsWith("loaded Samples[1 x [1, 28, 28]]");
    assertThat(temporary).isEmptyDirectory();
    // Even then ONNX Runtime makes a folder there for a moment.
    List<String> readOnly = List.of(arguments.get(0), "-Djava.io.tmpdir=/proc");
    assertThat(ChildJvm.run(LoadMain.class, readOnly).output())
        .contains("java.io.tmpdir = /proc must be a writable folder");
  }

  @Test
  void theModuleRunsOnTheModulePathAndExportsItsApi() throws IOException, InterruptedException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path info = sources.resolve("module-info.java");
    Path main = sources.resolve("Main.java");
    Path model = folder.resolve("mlp.onnx");
    Files.write(model, TestModels.mlp());
    Files.writeString(info, "module embedding { requires dev.wgan.runtime; }\n");
    Files.writeString(
        main,
        """
        package embedding;

        import dev.wgan.runtime.Generator;
        import java.lang.module.ModuleDescriptor;
        import java.nio.file.Path;
        import java.util.ArrayList;
        import java.util.Collections;
        import java.util.List;

        class Main {
          public static void main(String[] args) {
            try (Generator generator = Generator.load(Path.of(args[0]))) {
              Module module = Generator.class.getModule();
              ModuleDescriptor descriptor = module.getDescriptor();
              System.out.println(module);
              List<String> exported = new ArrayList<>();
              descriptor.exports().stream()
                  .filter(export -> !export.isQualified())
                  .forEach(export -> exported.add(export.source()));
              Collections.sort(exported);
              System.out.println(exported + " " + descriptor.opens());
              System.out.println(generator.sample(2, 1).image(1).getWidth());
            }
          }
        }
        """);
    String path =
        String.join(
            File.pathSeparator,
            ChildJvm.home(Generator.class).toString(),
            ChildJvm.home(OrtEnvironment.class).toString());
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-p", path, "-d", "" + classes, "" + info, "" + main);
    assertThat(compiled).isZero();
    List<String> arguments = new ArrayList<>(ChildJvm.nativeAccess("com.microsoft.onnxruntime"));
    arguments.addAll(List.of("-p", path + File.pathSeparator + classes));
    arguments.addAll(List.of("-m", "embedding/embedding.Main", model.toString()));
    ChildJvm child = ChildJvm.run(arguments);
    assertThat(child.output().lines())
        .containsExactly(
            "module dev.wgan.runtime",
            "[dev.wgan.noise, dev.wgan.runtime, dev.wgan.table] []",
            "28");
    assertThat(child.exitCode()).isZero();
  }
}
