package dev.wgan.onnx.cli;

import dev.wgan.runtime.internal.AtomicFile;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The destination of a command's result: a file, or standard output for {@code -}.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Result {
  /** The name of standard output in messages. */
  public static final Path STANDARD_OUTPUT = Path.of("standard output");

  private static final Path DASH = Path.of("-");

  private Result() {}

  /**
   * Returns whether a typed file stands for standard output.
   *
   * @param file as typed, or null for none
   * @return true for {@code -}
   */
  public static boolean isStandardOutput(@Nullable Path file) {
    return DASH.equals(file);
  }

  /**
   * Returns the writer of messages: standard error if a result goes to standard output.
   *
   * @param spec the command
   * @param results the files of results; null for results that were not requested
   * @return a writer that the caller flushes
   * @throws CommandLine.ParameterException if two results would go to standard output
   */
  public static PrintWriter messages(@Nullable CommandSpec spec, @Nullable Path... results) {
    int standard = 0;
    for (Path result : results) {
      standard += isStandardOutput(result) ? 1 : 0;
    }
    if (standard > 1) {
      throw Usage.wrong(
          spec, "only one result can go to standard output: name files for the others");
    }
    CommandLine command =
        Objects.requireNonNull(spec, "the command runs within picocli only").commandLine();
    return standard == 1 ? command.getErr() : command.getOut();
  }

  /**
   * Writes a result: a file appears completely or not at all.
   *
   * @param file as typed
   * @param content writes the content
   * @throws IOException if writing fails, or standard output is closed
   */
  public static void write(Path file, AtomicFile.Content content) throws IOException {
    if (!isStandardOutput(file)) {
      AtomicFile.write(file, content);
      return;
    }
    PrintStream out = System.out;
    content.writeTo(new Open(out));
    if (out.checkError()) {
      throw new IOException("standard output was closed before all was written");
    }
  }

  /**
   * Writes text as UTF-8.
   *
   * @param file as typed
   * @param text the content
   * @throws IOException if writing fails, or standard output is closed
   */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A writer of a result that needs a file. */
  @FunctionalInterface
  public interface FileWriter<T> {
    /**
     * Writes the result.
     *
     * @param file the file
     * @return what the writer reports
     * @throws IOException if writing fails
     */
    T write(Path file) throws IOException;
  }

  /**
   * Writes a result by code that needs a file; for standard output, the file is a temporary one.
   *
   * @param <T> what the writer returns
   * @param file as typed
   * @param name the name of a temporary file, whose suffix the writer may look at
   * @param writer writes the file
   * @return what the writer returned
   * @throws IOException if writing fails, or standard output is closed
   */
  public static <T> T writeFile(Path file, String name, FileWriter<T> writer) throws IOException {
    if (!isStandardOutput(file)) {
      return writer.write(file);
    }
    Path folder = Files.createTempDirectory("wgan");
    Path temporary = folder.resolve(name);
    try {
      T reported = writer.write(temporary);
      write(file, out -> Files.copy(temporary, out));
      return reported;
    } finally {
      Files.deleteIfExists(temporary);
      Files.deleteIfExists(folder);
    }
  }

  /** Standard output outlives a result, whoever closes its stream. */
  private static final class Open extends FilterOutputStream {
    Open(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
