package dev.wgan.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout of bin/wgan with a Maven and a Java that only record how they were called, so that the
 * launcher is tested without a build.
 *
 * <p>Not thread-safe.
 */
final class Checkout {
  private static final List<String> COMMANDS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "sed",
          "sleep",
          "touch",
          "uname");

  private final Path folder;
  final Path home;
  final Path tools;
  final Path jdk;

  /** What a call of the launcher left behind. */
  record Call(int code, String out, String err) {}

  Checkout(Path folder) throws IOException {
    this.folder = folder;
    home = Files.createDirectories(folder.resolve("check out"));
    tools = Files.createDirectories(folder.resolve("tools"));
    jdk = Files.createDirectories(folder.resolve("jdk"));
    for (String script : List.of("wgan", "build.sh", "doctor.sh")) {
      Files.createDirectories(home.resolve("bin"));
      Files.copy(Path.of("..", "bin", script), home.resolve("bin").resolve(script));
    }
    launcher().toFile().setExecutable(true);
    Files.createDirectories(home.resolve("wgan-train/src/main"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("library.jar"), "");
    for (String command : COMMANDS) {
      script(tools.resolve(command), "exec %s \"$@\"".formatted(find(command)));
    }
    java("17.0.1");
    script(jdk.resolve("bin/javac"), "");
    maven("");
  }

  Path launcher() {
    return home.resolve("bin/wgan");
  }

  Path log() {
    return home.resolve("maven.log");
  }

  /** Puts a Java of a version in place, which prints its arguments. */
  void java(String version) throws IOException {
    script(
        jdk.resolve("bin/java"),
        "case \"$*\" in *-Xmx1k*) echo 'Error occurred during initialization of VM'; echo 'Too small maximum heap'; exit 1 ;; esac\n"
            + "printf '%s\\n' \"$@\"");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  /** Puts a Maven in place that runs some lines before it succeeds. */
  void maven(String lines) throws IOException {
    script(
        tools.resolve("mvn"),
        """
        echo "$*" >> maven.log
        echo '[INFO] Building wgan-runtime 0.2.0-SNAPSHOT               [2/6]'
        echo 'Downloading from central: https://repo.maven.apache.org/maven2/a/b/c.jar'
        %s
        name=light
        case "$*" in *-Ptorch*) name=torch ;; esac
        file="bin/target/quick/$name.txt"
        case "$*" in *wgan-spark*) file=wgan-spark/target/quick/classpath.txt ;; esac
        mkdir -p "${file%%/*}"
        echo "$PWD/library.jar" > "$file"
        """
            .formatted(lines));
  }

  Call call(String... arguments) throws IOException, InterruptedException {
    return finish(start(launcher(), List.of(), arguments));
  }

  Call callWith(String variable, String... arguments) throws IOException, InterruptedException {
    return finish(start(launcher(), List.of(variable), arguments));
  }

  Process start(Path launcher, List<String> variables, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("JAVA_HOME", jdk.toString());
    for (String variable : variables) {
      String[] parts = variable.split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    return builder.start();
  }

  static Call finish(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Call(process.waitFor(), out, err);
  }

  private static void script(Path file, String lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    file.toFile().setExecutable(true);
  }

  private static Path find(String command) {
    return Stream.of("/usr/bin", "/bin")
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this system has no " + command));
  }
}
