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

/**
 * A block of code in one of the Markdown files.
 *
 * @param place file and line, such as README.md:31
 * @param code what stands between the fences
 */
record Snippet(String place, String code) {
  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern IMPORT = Pattern.compile("^import [^;]+;\\n", Pattern.MULTILINE);

  /** What a reader of a fragment would have imported. */
  private static final String IMPORTS =
      """
      import dev.wgan.network.*;
      import dev.wgan.onnx.*;
      import dev.wgan.runtime.*;
      import dev.wgan.train.*;
      import java.awt.image.BufferedImage;
      import java.io.*;
      import java.nio.*;
      import java.nio.file.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      """;

  /** All blocks of a language in README.md and in docs. */
  static List<Snippet> in(String language) {
    Path root = Path.of("..").toAbsolutePath().normalize();
    List<Snippet> found = new ArrayList<>();
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      List<Path> files = new ArrayList<>(List.of(root.resolve("README.md")));
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
      for (Path file : files) {
        addAll(root.relativize(file).toString(), Files.readAllLines(file), language, found);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addAll(
      String file, List<String> lines, String language, List<Snippet> found) {
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).equals("```" + language)) {
        continue;
      }
      int start = i + 1;
      while (!lines.get(++i).equals("```")) {
        if (i == lines.size() - 1) {
          throw new IllegalStateException(file + ":" + start + " has no end");
        }
      }
      String code = String.join("\n", lines.subList(start, i)) + "\n";
      found.add(new Snippet(file + ":" + start, code));
    }
  }

  /** The simple name of the Java type that {@link #javaFile} declares. */
  String javaType(int number) {
    Matcher type = TYPE.matcher(code);
    return type.find() ? type.group(1) : "Snippet" + number;
  }

  /** A Java file: the block itself if it declares a type, or a method around its statements. */
  String javaFile(int number) {
    StringBuilder imports = new StringBuilder(IMPORTS);
    IMPORT.matcher(code).results().forEach(found -> imports.append(found.group()));
    String body = IMPORT.matcher(code).replaceAll("");
    if (!TYPE.matcher(code).find()) {
      body =
          "class %s {\n  void run() throws Exception {\n%s  }\n}\n"
              .formatted(javaType(number), body);
    }
    return "package snippet%d;\n%s\n%s".formatted(number, imports, body);
  }

  @Override
  public String toString() {
    return place;
  }
}
