package dev.wgan.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every piece of code that the documentation shows compiles against what the project is now. */
class SnippetsTest {
  /** Without entries that do not exist, such as this module's classes: Kotlin warns of them. */
  private static final String CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> Files.exists(Path.of(entry)))
          .collect(Collectors.joining(File.pathSeparator));

  @TempDir Path folder;

  static List<Snippet> java() {
    return Snippet.in("java");
  }

  @ParameterizedTest
  @MethodSource("java")
  void javaCompilesWithoutWarnings(Snippet snippet) throws IOException {
    Path file = folder.resolve(snippet.javaType(1) + ".java");
    Files.writeString(file, snippet.javaFile(1));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-cp", CLASS_PATH, "-d", "" + folder, "-proc:none", "-Werror", "-Xlint:deprecation");
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      assertThat(compiled).as("%s%n%s%n%s", snippet, messages, snippet.javaFile(1)).isTrue();
    }
  }

  @Test
  void kotlinCompiles() throws IOException, InterruptedException {
    compile(
        "kotlin",
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
        "kt",
        List.of("-no-stdlib", "-no-reflect", "-jvm-target", "17", "-Werror"));
  }

  @Test
  void scalaCompiles() throws IOException, InterruptedException {
    compile("scala", "scala.tools.nsc.Main", "scala", List.of("-release", "17", "-Werror"));
  }

  /** All of a language's blocks at once, in a JVM of its own: such compilers are slow to start. */
  private void compile(String language, String compiler, String suffix, List<String> options)
      throws IOException, InterruptedException {
    List<Snippet> snippets = Snippet.in(language);
    assertThat(snippets).isNotEmpty();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", CLASS_PATH, compiler));
    command.addAll(options);
    command.addAll(List.of("-classpath", CLASS_PATH, "-d", folder.toString()));
    for (int i = 0; i < snippets.size(); i++) {
      Path file = folder.resolve("Snippet" + i + "." + suffix);
      Files.writeString(file, "package snippet" + i + "\n\n" + snippets.get(i).code());
      command.add(file.toString());
    }
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as("%s%n%s", snippets, Files.readString(log)).isZero();
    try (Stream<Path> made = Files.walk(folder)) {
      assertThat(made.filter(file -> file.toString().endsWith(".class"))).isNotEmpty();
    }
  }
}
