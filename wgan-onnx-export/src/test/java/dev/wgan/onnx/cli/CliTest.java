package dev.wgan.onnx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.network.NetworkException;
import dev.wgan.runtime.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CliTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "root", subcommands = Work.class, mixinStandardHelpOptions = true)
  static final class Root {}

  @Command(name = "work", mixinStandardHelpOptions = true)
  static final class Work implements Callable<Integer> {
    @Option(names = "--fail")
    private String failure = "";

    @Override
    public Integer call() throws IOException {
      switch (failure) {
        case "network" -> throw new NetworkException("the network is wrong");
        case "file" -> throw new UncheckedIOException(new NoSuchFileException("x.bin"));
        case "io" -> throw new IOException("disk full");
        case "argument" -> throw new InputException("-1 samples were asked for");
        case "heap" -> throw new OutOfMemoryError("Java heap space");
        case "heap-within" ->
            throw new CompletionException(new OutOfMemoryError("Java heap space"));
        case "threads" -> throw new OutOfMemoryError("unable to create native thread: limits");
        case "library" -> throw new UnsatisfiedLinkError("no such library");
        case "bug" -> throw new IllegalStateException("never so");
        default -> {
          return 0;
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "work; 0; ''",
        "work --fail network; 1; the network is wrong",
        "work --fail file; 1; there is no file x.bin",
        "work --fail io; 1; reading or writing failed: disk full",
        "work --fail bug; 1; 'unexpected failure, IllegalStateException: never so; --stacktrace prints the stack trace'",
        "work --fail argument; 2; -1 samples were asked for",
        "work --fail heap; 1; of Java heap are too few for this: allow more, such as WGAN_JAVA_OPTS=-Xmx",
        "work --fail heap-within; 1; of Java heap are too few for this",
        "work --fail threads; 1; does not allow this process another thread",
        "work --fail library; 1; 'unexpected failure, UnsatisfiedLinkError: no such library'",
        "help wrok; 2; wrok",
        "completion fish; 2; fish",
        "work --flail bug; 2; Did you mean --fail?",
        "wrok; 2; Did you mean work?",
        "work --fail; 2; Try 'root work --help'.",
        "''; 2; 'the command is missing: expected one of work'",
      })
  void theExitCodeAndOneSentenceTellWhatHappened(String arguments, int code, String sentence) {
    assertThat(run(new Root(), arguments.split(" ", -1))).isEqualTo(code);
    assertThat(err.toString()).contains(sentence).doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
    if (code == 1) {
      assertThat(err.toString().strip()).doesNotContain("\n");
    }
  }

  @Test
  void aStackTraceIsShownOnRequestBeforeOrBehindTheCommand() {
    assertThat(run(new Root(), "work", "--fail", "network", "--stacktrace")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat ");
    err.getBuffer().setLength(0);
    assertThat(run(new Root(), "--stacktrace", "work", "--fail", "network")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat ");
    err.getBuffer().setLength(0);
    assertThat(run(new Root(), "work", "--stacktrace", "--x")).isEqualTo(2);
    assertThat(err.toString()).contains("\tat ");
  }

  @Test
  void theVersionNamesTheBuildAndItsEngine() {
    assertThat(run(new ExportCli(), "--version")).isZero();
    assertThat(out.toString())
        .matches(
            "wgan \\d+\\.\\d+\\.\\d+\\S* \\(ONNX Runtime \\d+\\.\\d+\\.\\d+, Java \\d\\S*\\)\\s+");
  }

  @Test
  void helpIsACommandToo() {
    assertThat(run(new Root(), "help", "work")).isZero();
    String help = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run(new Root(), "work", "--help")).isZero();
    assertThat(help).isEqualTo(out.toString()).startsWith("Usage: root work");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void completionIsAScriptThatNamesCommandsAndOptions(String shell) {
    assertThat(run(new ExportCli(), "completion", shell)).isZero();
    assertThat(out.toString()).contains("complete ", "_picocli_wgan_sample", "--seed");
  }

  private int run(Object root, String... arguments) {
    CommandLine commandLine = Cli.of(root);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(
        arguments.length == 1 && arguments[0].isEmpty() ? new String[0] : arguments);
  }
}
