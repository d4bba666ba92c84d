package dev.wgan.train.cli;

import ai.onnxruntime.OrtEnvironment;
import dev.wgan.onnx.cli.CliVersion;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.SelfTestResult;
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code wgan doctor}: what a report of a fault should contain. Every line is found by itself, so
 * that a part that does not work is reported next to those that do.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Prints what a report of a fault should contain: versions, system, libraries, and whether a generator samples as it should.")
final class DoctorCommand implements Callable<Integer> {
  private static final String MODEL = "fashion-article";
  private static final String ENGINE = "ai.djl.pytorch.jni.JniUtils";
  private static final double GIGABYTE = 1 << 30;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    boolean ok = true;
    ok &= print(out, "wgan", () -> String.join(" ", new CliVersion().getVersion()));
    ok &= print(out, "jvm", DoctorCommand::jvm);
    ok &= print(out, "memory", DoctorCommand::memory);
    ok &= print(out, "text", DoctorCommand::text);
    ok &= print(out, "temporary", DoctorCommand::temporary);
    ok &= print(out, "variables", DoctorCommand::variables);
    ok &= print(out, "onnxruntime", DoctorCommand::runtime);
    ok &= print(out, "sampling", DoctorCommand::sampling);
    ok &= print(out, "pytorch", DoctorCommand::engine);
    out.flush();
    return ok ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /** A part of the report. */
  private interface Part {
    String text() throws Exception;
  }

  /** Prints a line; a part that fails is reported, with its exception, as a failure. */
  private static boolean print(PrintWriter out, String name, Part part) {
    String text;
    boolean ok = true;
    try {
      text = part.text();
    } catch (Exception | LinkageError e) {
      text = "FAILED: " + e;
      ok = false;
    }
    out.println(String.format(Locale.ROOT, "%-12s %s", name, text));
    return ok;
  }

  private static String jvm() {
    return "%s %s, %s, %s %s %s"
        .formatted(
            System.getProperty("java.vm.name"),
            Runtime.version(),
            System.getProperty("java.home"),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
  }

  private static String memory() {
    return String.format(
        Locale.ROOT,
        "%d processors, heap of at most %.1f GB",
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() / GIGABYTE);
  }

  private static String text() {
    return "locale %s, charset %s, headless %s"
        .formatted(
            System.getProperty("user.language"),
            Charset.defaultCharset(),
            System.getProperty("java.awt.headless", "not set"));
  }

  private static String temporary() {
    File folder = new File(System.getProperty("java.io.tmpdir"));
    if (!folder.canWrite()) {
      throw new IllegalStateException(
          folder + " cannot be written to; ONNX Runtime unpacks its library there");
    }
    return String.format(
        Locale.ROOT, "%s, %.1f GB free", folder, folder.getUsableSpace() / GIGABYTE);
  }

  /** The variables that change the behaviour of Java, ONNX Runtime or PyTorch. */
  private static String variables() {
    String set =
        String.join(
            ", ",
            System.getenv().keySet().stream()
                .filter(
                    name ->
                        name.startsWith("WGAN_")
                            || name.startsWith("OMP_")
                            || name.startsWith("MKL_")
                            || name.startsWith("DJL_")
                            || name.startsWith("CUDA_")
                            || name.equals("JAVA_TOOL_OPTIONS")
                            || name.equals("LD_LIBRARY_PATH")
                            || name.equals("LD_PRELOAD"))
                .sorted()
                .map(name -> name + "=" + System.getenv(name))
                .toList());
    return set.isEmpty() ? "none that matter" : set;
  }

  private static String runtime() {
    return "%s, providers %s"
        .formatted(
            OrtEnvironment.getEnvironment().getVersion(), OrtEnvironment.getAvailableProviders());
  }

  private static String sampling() {
    try (Generator generator = Generator.pretrained(MODEL)) {
      SelfTestResult result = generator.selfTest();
      return String.format(
          Locale.ROOT,
          "%s gives its %d stored samples, within %.1e (%.1e is permitted)",
          MODEL,
          result.samples(),
          result.maxDifference(),
          result.tolerance());
    }
  }

  /** Looks for PyTorch without starting it, which takes seconds and is not needed to sample. */
  private static String engine() {
    try {
      Class.forName(ENGINE, false, DoctorCommand.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return "not on the class path";
    }
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> String.valueOf(Path.of(entry).getFileName()))
        .filter(name -> name.startsWith("pytorch-native"))
        .findFirst()
        .orElse("not downloaded: the first command that trains does so");
  }
}
