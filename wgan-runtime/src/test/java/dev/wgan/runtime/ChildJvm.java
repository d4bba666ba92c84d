package dev.wgan.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, so that a crash is an exit code. */
record ChildJvm(int exitCode, String output) {
  /** On the tests' class path. */
  static ChildJvm run(Class<?> main, List<String> jvmArguments, String... arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(jvmArguments);
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    all.addAll(List.of(arguments));
    return run(all);
  }

  /** With all the arguments of {@code java}. */
  static ChildJvm run(List<String> arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(nativeAccess("ALL-UNNAMED"));
    all.addAll(arguments);
    return runAsIs(all);
  }

  /** With all the arguments of {@code java}, native access not among them unless it is given. */
  static ChildJvm runAsIs(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=/dev/stdout"));
    command.addAll(arguments);
    Path log = Files.createTempFile("child", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(10, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String output = Files.readString(log, StandardCharsets.UTF_8);
      return new ChildJvm(ended ? process.exitValue() : -1, output);
    } finally {
      Files.delete(log);
    }
  }

  /** The option without which newer JVMs warn of native libraries. */
  static List<String> nativeAccess(String module) {
    return Runtime.version().feature() >= 24
        ? List.of("--enable-native-access=" + module)
        : List.of();
  }

  /** The jar or folder that a class comes from. */
  static Path home(Class<?> of) {
    CodeSource source = Objects.requireNonNull(of.getProtectionDomain().getCodeSource());
    return Path.of(java.net.URI.create(source.getLocation().toString()));
  }
}
