package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Failures point to settings by {@link Setting}, never by a name in a literal. */
class SettingNamesTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//.*?$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static List<String> literals(Path file) {
    try {
      String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
      // A sentence may be broken over lines anywhere.
      code = code.replaceAll("\"\\s*\\+\\s*\"", "");
      List<String> found = new ArrayList<>();
      Matcher matcher = LITERAL.matcher(code);
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
      return found;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noSentenceNamesAnOptionInItsOwnWords() throws IOException {
    String options =
        Arrays.stream(GeneratorOptions.class.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !name.equals(name.toLowerCase(java.util.Locale.ROOT)))
            .collect(Collectors.joining("|"));
    Pattern named =
        Pattern.compile(
            "\\b(?:the options? \\w|"
                + options
                + "|forEachChunk|SampleRequest\\.\\w+)\\b|(?<!-)--[a-z]+-?[a-z]* [A-Z]");
    List<String> wrong = new ArrayList<>();
    int read = 0;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (file.endsWith("Setting.java")) {
          continue;
        }
        read++;
        for (String literal : literals(file)) {
          if (named.matcher(literal).find()) {
            wrong.add(file.getFileName() + ": " + literal);
          }
        }
      }
    }
    assertThat(read).isGreaterThan(80);
    assertThat(wrong).isEmpty();
  }

  @Test
  void aReaderGetsItsOwnNames() throws IOException, ClassNotFoundException {
    FailureSentence sentence =
        FailureSentence.of(
            "%s is %d: set %s%s",
            "x%y", 3, Setting.RANGE, FailureSentence.of(" or %s", Setting.LAYOUT));
    InputException e = new InputException(sentence);
    assertThat(e).hasMessage("x%y is 3: set the option range or the option layout");
    assertThat(e.message(Setting::name)).isEqualTo("x%y is 3: set RANGE or LAYOUT");
    assertThat(new InputException("plain").message(Setting::name)).isEqualTo("plain");
    assertThat(new NotDrawableException(sentence).message(Setting::name))
        .endsWith("RANGE or LAYOUT");
    // An exception that comes from another JVM has its message.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(e);
      out.writeObject(new NotDrawableException(sentence));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((SettingNames) in.readObject()).message(Setting::name)).isEqualTo(e.getMessage());
      assertThat(((SettingNames) in.readObject()).message(Setting::name)).isEqualTo(e.getMessage());
    }
  }

  @Test
  void everyBuilderOptionThatASentenceNamesExists() {
    List<String> components =
        Arrays.stream(GeneratorOptions.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();
    for (Setting setting : Setting.values()) {
      if (setting.javaName().startsWith("the option ")) {
        assertThat(components).contains(setting.javaName().substring("the option ".length()));
      }
    }
  }
}
