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
 * @param given the variables that a comment in front of it names, such as "Path file"
 * @param code what stands between the fences
 */
record Snippet(String place, String given, String code) {
  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern IMPORT = Pattern.compile("^import [^;]+;\\n", Pattern.MULTILINE);

  private static final Pattern GIVEN = Pattern.compile("<!-- given (.+) -->");

  /** What a reader of a fragment would have imported. */
  private static final String IMPORTS =
      """
      import dev.wgan.network.*;
      import dev.wgan.onnx.*;
      import dev.wgan.run.*;
      import dev.wgan.runtime.*;
      import dev.wgan.table.*;
      import dev.wgan.train.*;
      import dev.wgan.train.config.*;
      import dev.wgan.train.data.*;
      import dev.wgan.train.djl.*;
      import dev.wgan.train.monitor.*;
      import java.awt.image.BufferedImage;
      import java.io.*;
      import java.nio.*;
      import java.nio.file.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import javax.sound.sampled.*;
      """;

  /** README.md, its like, and what lies in docs. */
  static List<Path> files() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(root, root.resolve("docs"))) {
      try (Stream<Path> found = Files.list(folder)) {
        found.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** All blocks of a language in the files. */
  static List<Snippet> in(String language) {
    List<Snippet> found = new ArrayList<>();
    for (Path file : files()) {
      try {
        addAll(file.getFileName().toString(), Files.readAllLines(file), language, found);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
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
      Matcher given = GIVEN.matcher(start < 2 ? "" : lines.get(start - 2));
      found.add(new Snippet(file + ":" + start, given.matches() ? given.group(1) : "", code));
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
          "class %s {\n  void run(%s) throws Exception {\n%s  }\n}\n"
              .formatted(javaType(number), given, body);
    }
    return "package snippet%d;\n%s\n%s".formatted(number, imports, body);
  }

  @Override
  public String toString() {
    return place;
  }
}
