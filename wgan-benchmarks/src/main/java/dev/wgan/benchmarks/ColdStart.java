package dev.wgan.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import dev.wgan.runtime.Generator;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * {@code wgan bench start}: how long a fresh JVM takes to its first sample, and what shortens it.
 */
final class ColdStart {
  private static final int STARTS = 11;

  /** The first JDK that makes an ahead-of-time cache by one option, {@code -XX:AOTCacheOutput}. */
  private static final int FIRST_WITH_ONE_STEP_CACHE = 25;

  private final Path folder;
  private final Path model;
  private final String classPath;

  private ColdStart(Path folder) throws IOException {
    this.folder = folder;
    this.model = folder.resolve("mlp.onnx");
    Files.write(model, BenchmarkModel.MLP.bytes());
    // Class data sharing takes jars alone, and this is what an application has on its class path.
    this.classPath =
        String.join(
            File.pathSeparator,
            jar("first.jar", Path.of("dev/wgan/benchmarks/FirstSample.class"), FirstSample.class),
            jar("runtime.jar", Path.of("dev/wgan"), Generator.class),
            home(OrtEnvironment.class).toString());
  }

  /** Measures and prints. */
  static void print() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("cold-start");
    try {
      new ColdStart(folder).measure();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void measure() throws IOException, InterruptedException {
    String unpacked = "-Donnxruntime.native.path=" + unpackNatives();
    Path archive = folder.resolve("classes.jsa");
    String shared = "-XX:SharedArchiveFile=" + archive;
    start(List.of(unpacked, "-XX:ArchiveClassesAtExit=" + archive), model.toString());
    System.out.printf(
        Locale.ROOT,
        "%nJDK %s, from starting the process to the first sample, median of %d starts%n%n",
        Runtime.version(),
        STARTS);
    System.out.println("| JVM options | ms |\n|---|---|");
    row("(the JVM alone, without a generator)", List.of());
    row("none", List.of(), model.toString());
    row("`-Donnxruntime.native.path`", List.of(unpacked), model.toString());
    row("`-XX:SharedArchiveFile`", List.of(shared), model.toString());
    row("both", List.of(unpacked, shared), model.toString());
    row(
        "both, `-XX:TieredStopAtLevel=1`",
        List.of(unpacked, shared, "-XX:TieredStopAtLevel=1"),
        model.toString());
    if (Runtime.version().feature() >= FIRST_WITH_ONE_STEP_CACHE) {
      measureCache(unpacked);
    }
  }

  private void measureCache(String unpacked) throws IOException, InterruptedException {
    Path file = folder.resolve("app.aot");
    start(List.of(unpacked, "-XX:AOTCacheOutput=" + file), model.toString());
    String cache = "-XX:AOTCache=" + file;
    row("`-XX:AOTCache`", List.of(cache), model.toString());
    row("`-Donnxruntime.native.path`, `-XX:AOTCache`", List.of(unpacked, cache), model.toString());
    row(
        "`-Donnxruntime.native.path`, `-XX:AOTCache`, `-XX:TieredStopAtLevel=1`",
        List.of(unpacked, cache, "-XX:TieredStopAtLevel=1"),
        model.toString());
  }

  private void row(String name, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    long[] times = new long[STARTS];
    start(options, arguments);
    for (int i = 0; i < STARTS; i++) {
      times[i] = start(options, arguments);
    }
    Arrays.sort(times);
    System.out.printf(Locale.ROOT, "| %s | %.0f |%n", name, times[STARTS / 2] / 1e6);
  }

  /** Nanoseconds from starting a JVM to its first line, which reports a sample. */
  private long start(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    command.addAll(List.of("-cp", classPath, FirstSample.class.getName()));
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String first = Objects.requireNonNullElse(lines.readLine(), "");
      long took = System.nanoTime() - start;
      String rest = String.join("\n", lines.lines().toList());
      String expected = arguments.length == 0 ? "no sample" : "Samples[1 x [784]]";
      if (process.waitFor() != 0 || !first.equals(expected)) {
        throw new IOException("%s printed: %s%n%s".formatted(command, first, rest));
      }
      return took;
    }
  }

  private Path unpackNatives() throws IOException {
    Path natives = Files.createDirectory(folder.resolve("natives"));
    String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    try (FileSystem jar = FileSystems.newFileSystem(home(OrtEnvironment.class));
        Stream<Path> files = Files.list(jar.getPath("ai/onnxruntime/native/linux-" + arch))) {
      for (Path file : files.toList()) {
        Files.copy(file, natives.resolve(file.getFileName().toString()));
      }
    }
    return natives;
  }

  /** A jar of what lies under a path of the folder or jar that a class comes from. */
  private String jar(String name, Path content, Class<?> of) throws IOException {
    Path target = folder.resolve(name);
    Path home = home(of);
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(file)) {
      if (Files.isDirectory(home)) {
        addAll(home, home.resolve(content.toString()), jar);
      } else {
        try (FileSystem packed = FileSystems.newFileSystem(home)) {
          Path root = packed.getPath("/");
          addAll(root, root.resolve(content.toString()), jar);
        }
      }
    }
    return target.toString();
  }

  private static void addAll(Path root, Path content, JarOutputStream jar) throws IOException {
    try (Stream<Path> files = Files.walk(content)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
        try (InputStream in = Files.newInputStream(file)) {
          in.transferTo(jar);
        }
      }
    }
  }

  private static Path home(Class<?> of) {
    return Path.of(
        java.net.URI.create(
            Objects.requireNonNull(of.getProtectionDomain().getCodeSource())
                .getLocation()
                .toString()));
  }
}
