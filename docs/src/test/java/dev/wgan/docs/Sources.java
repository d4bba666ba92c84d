package dev.wgan.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The main sources of all modules as text, with their Javadoc and messages. */
final class Sources {
  static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of("wgan-runtime", "wgan-onnx-export", "wgan-train", "wgan-spark", "wgan-benchmarks");

  private static final Pattern STRING =
      Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"(?:\\s*\\+\\s*\"(?:[^\"\\\\\\n]|\\\\.)*\")*");
  private static final Pattern LINE_COMMENT = Pattern.compile("(?m)(?<![:\"])//(.*)$");

  private Sources() {}

  /** A file of Java. */
  record File(String name, String text) {
    /** The Javadoc comments, each on one line. */
    List<String> javadoc() {
      return JAVADOC.matcher(text).results().map(found -> plain(found.group(1))).toList();
    }

    /** Everything that a person reads: Javadoc, comments, texts. */
    List<String> prose() {
      List<String> prose = new ArrayList<>(javadoc());
      String code = JAVADOC.matcher(text).replaceAll("");
      LINE_COMMENT.matcher(code).results().forEach(found -> prose.add(found.group(1)));
      STRING
          .matcher(code)
          .results()
          .forEach(found -> prose.add(found.group().replaceAll("\"\\s*\\+\\s*\"", "")));
      return prose;
    }
  }

  static List<File> files() {
    List<File> files = new ArrayList<>();
    for (String module : MODULES) {
      Path folder = ROOT.resolve(module).resolve("src/main/java");
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file :
            found.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
          files.add(new File(folder.relativize(file).toString(), Files.readString(file)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** A comment without its stars, on one line. */
  private static String plain(String comment) {
    Matcher stars = Pattern.compile("\\n\\s*\\*?[ ]?").matcher(comment);
    return stars.replaceAll(" ").trim().replaceAll("\\s+", " ");
  }
}
