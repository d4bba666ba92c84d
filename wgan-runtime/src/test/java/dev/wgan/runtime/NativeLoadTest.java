package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each cause that keeps ONNX Runtime from loading has a sentence of its own, the second time too,
 * and nothing is left in the temporary folder.
 */
class NativeLoadTest {
  private static final String REFUSED = "refused: ONNX Runtime's native library cannot be loaded: ";

  @TempDir Path folder;
  private Path model = Path.of("");
  private Path temporary = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    model = Files.write(folder.resolve("mlp.onnx"), TestModels.mlp());
    temporary = Files.createDirectory(folder.resolve("temporary"));
  }

  private ChildJvm load(Class<?> main, String... jvmArguments)
      throws IOException, InterruptedException {
    String[] all = Arrays.copyOf(jvmArguments, jvmArguments.length + 1);
    all[jvmArguments.length] = "-Djava.io.tmpdir=" + temporary;
    return ChildJvm.run(main, List.of(all), model.toString());
  }

  private void assertRefusedTwice(ChildJvm child, String reason) {
    List<String> refusals =
        child.output().lines().filter(line -> line.startsWith("refused")).toList();
    assertThat(refusals).as(child.output()).hasSize(2);
    assertThat(refusals.get(0)).startsWith(REFUSED + reason).isEqualTo(refusals.get(1));
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aLoadedLibraryLeavesNoFile() throws IOException, InterruptedException {
    assertThat(load(LoadMain.class).output()).startsWith("loaded Samples");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aKilledJvmLeavesNoFileEither() throws IOException, InterruptedException {
    ChildJvm child = ChildJvm.run(LoadMain.class, List.of("-Djava.io.tmpdir=" + temporary), "halt");
    assertThat(child.output()).startsWith("loaded Samples");
    assertThat(temporary).isEmptyDirectory();
  }

  /** As with the CUDA build, whose other libraries are found by the first one's folder. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void librariesOfProvidersStayUntilTheJvmEnds() throws IOException, InterruptedException {
    Path classes = folder.resolve("classes");
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    Path natives =
        Files.createDirectories(classes.resolve("ai/onnxruntime/native/linux-" + processor));
    Files.write(natives.resolve("libonnxruntime_providers_shared.so"), new byte[] {1});
    String classPath = System.getProperty("java.class.path") + File.pathSeparator + classes;
    for (String how : List.of("list", "halt")) {
      ChildJvm child =
          ChildJvm.run(
              List.of(
                  "-Djava.io.tmpdir=" + temporary,
                  "-cp",
                  classPath,
                  LoadMain.class.getName(),
                  how));
      assertThat(child.output()).contains("loaded Samples");
      if (how.equals("halt")) {
        assertThat(temporary).isNotEmptyDirectory();
      } else {
        assertThat(temporary).isEmptyDirectory();
      }
    }
  }

  @Test
  void aMissingJar() throws IOException, InterruptedException {
    String jar = ChildJvm.home(OrtEnvironment.class).toString();
    String without =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.equals(jar))
            .collect(Collectors.joining(File.pathSeparator));
    ChildJvm child =
        ChildJvm.run(List.of("-cp", without, LoadMain.class.getName(), model.toString()));
    assertRefusedTwice(
        child, "ONNX Runtime is not on the class path: add com.microsoft.onnxruntime:onnxruntime");
  }

  @Test
  void aMissingModule() throws IOException, InterruptedException {
    assertRefusedTwice(
        load(LoadMain.class, "--limit-modules", "java.base"),
        "the Java runtime image has no module java.logging, which ONNX Runtime needs");
  }

  @Test
  void withoutPicturesTheModuleOfPicturesIsNotNeeded() throws IOException, InterruptedException {
    assertThat(load(LoadMain.class, "--limit-modules", "java.base,java.logging").output())
        .startsWith("loaded Samples");
  }

  @Test
  @EnabledForJreRange(minVersion = 24)
  void deniedNativeAccess() throws IOException, InterruptedException {
    ChildJvm child =
        ChildJvm.runAsIs(
            List.of(
                "--illegal-native-access=deny",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                LoadMain.class.getName(),
                model.toString()));
    assertRefusedTwice(
        child, "this JVM refuses native access: start it with --enable-native-access=ALL-UNNAMED");
  }

  @Test
  void aPlatformWithoutALibrary() throws IOException, InterruptedException {
    for (String processor : List.of("riscv64", "s390x")) {
      assertRefusedTwice(
          load(LoadMain.class, "-Dos.arch=" + processor),
          "ONNX Runtime's jar has none for %s on %s: it has those for Linux x86-64 and aarch64"
              .formatted(System.getProperty("os.name"), processor));
    }
  }

  @Test
  void aFolderWithoutTheUnpackedLibraries() throws IOException, InterruptedException {
    Path none = folder.resolve("none");
    assertRefusedTwice(
        load(LoadMain.class, "-Donnxruntime.native.path=" + none),
        "Native library 'onnxruntime' not found at " + none);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSecondClassLoader() throws IOException, InterruptedException {
    assertThat(load(TwoLoadersMain.class).output().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("loaded Samples"));
    Path natives = Files.createDirectory(folder.resolve("natives"));
    try (FileSystem jar = FileSystems.newFileSystem(ChildJvm.home(OrtEnvironment.class));
        Stream<Path> all = Files.walk(jar.getPath("ai/onnxruntime/native"))) {
      String platform = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
      for (Path file :
          all.filter(f -> f.toString().matches(".*linux-" + platform + "/.*so")).toList()) {
        Files.copy(file, natives.resolve(file.getFileName().toString()));
      }
    }
    ChildJvm child = load(TwoLoadersMain.class, "-Donnxruntime.native.path=" + natives);
    assertThat(child.output()).startsWith("loaded Samples");
    assertRefusedTwice(
        child,
        "Native Library %s already loaded in another classloader; a library belongs to one"
            .formatted(natives.resolve("libonnxruntime.so")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/tmp/l.so: failed to map segment from shared object; its folder must allow execution",
        "no onnxruntime in java.library.path: /lib; cannot be unpacked into the folder"
            + " java.io.tmpdir = /tmp, which may be full",
        "/tmp/l.so: Error loading shared library ld-linux-x86-64.so.2; which images of Alpine",
        "/lib/libc.so.6: version `GLIBC_2.27' not found; it needs glibc 2.27 or newer",
        "libstdc++.so.6: cannot open shared object file; libstdc++, which images of Alpine",
        "something else; something else (java.io.tmpdir must be a writable folder"
      })
  void whatTheLinkerSaysIsExplained(String told, String explanation) {
    Throwable failure = new ExceptionInInitializerError(new UnsatisfiedLinkError(told));
    assertThat(NativeLoadFailure.reason(failure, "/tmp")).contains(explanation);
  }

  @Test
  void theCauseIsFoundInWhatTheJvmKeepsOfIt() {
    Throwable kept =
        new ExceptionInInitializerError(
            "Exception java.lang.IllegalCallerException: Illegal native access from: module a");
    Throwable failure = new NoClassDefFoundError("Could not initialize class OrtEnvironment");
    failure.initCause(kept);
    assertThat(NativeLoadFailure.reason(failure, "/tmp"))
        .startsWith("this JVM refuses native access");
  }
}
