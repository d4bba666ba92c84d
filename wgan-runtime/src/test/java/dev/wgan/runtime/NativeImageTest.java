package dev.wgan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The metadata for GraalVM's native image names what exists, and all that ONNX Runtime's native
 * code looks up.
 */
class NativeImageTest {
  private static final String FOLDER = "/META-INF/native-image/dev.wgan/wgan-runtime/";
  private static final String LIBRARY = "/ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so";
  private static final Pattern CLASS = Pattern.compile("\0(ai/onnxruntime/[A-Za-z]+)\0");
  private static final Pattern CONSTRUCTOR = Pattern.compile("\0(\\([^\0]*\\)V)\0");

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OrtEnvironment.class.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    }
  }

  private static JsonNode json(String file) throws IOException {
    try (InputStream in = NativeImageTest.class.getResourceAsStream(FOLDER + file)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, file));
    }
  }

  /** The texts of the native library that are whole matches of a pattern. */
  private static Set<String> texts(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(new String(bytes(LIBRARY), StandardCharsets.ISO_8859_1));
    for (int at = 0; matcher.find(at); at = matcher.end() - 1) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return switch (name) {
      case "int" -> int.class;
      case "long" -> long.class;
      case "long[]" -> long[].class;
      case "java.lang.String[]" -> String[].class;
      default -> Class.forName(name, false, NativeImageTest.class.getClassLoader());
    };
  }

  private static Class<?>[] types(JsonNode names) throws ClassNotFoundException {
    Class<?>[] types = new Class<?>[names.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = type(names.get(i).asText());
    }
    return types;
  }

  @Test
  void namesTheClassesThatNativeCodeLooksUp() throws Exception {
    Set<String> classes = new TreeSet<>();
    Set<String> constructors = new TreeSet<>();
    for (JsonNode entry : json("jni-config.json")) {
      Class<?> named = type(entry.get("name").asText());
      if (named.getName().startsWith("ai.")) {
        classes.add(named.getName().replace('.', '/'));
      }
      for (JsonNode method : entry.path("methods")) {
        Class<?>[] parameters = types(method.get("parameterTypes"));
        assertThat(named.getDeclaredConstructor(parameters)).isNotNull();
        constructors.add(
            Arrays.stream(parameters)
                .map(Class::descriptorString)
                .collect(Collectors.joining("", "(", ")V")));
      }
    }
    assertThat(classes).isEqualTo(texts(CLASS));
    assertThat(constructors).isEqualTo(texts(CONSTRUCTOR));
  }

  @Test
  void namesTheMembersThatAreReachedByReflection() throws Exception {
    for (JsonNode entry : json("reflect-config.json")) {
      Class<?> named = type(entry.get("name").asText());
      for (JsonNode field : entry.path("fields")) {
        assertThat(named.getDeclaredField(field.get("name").asText())).isNotNull();
      }
      for (JsonNode method : entry.path("methods")) {
        assertThat(
                named.getDeclaredMethod(
                    method.get("name").asText(), types(method.get("parameterTypes"))))
            .isNotNull();
      }
    }
  }

  @Test
  void includesTheNativeLibraries() throws IOException {
    String pattern = json("resource-config.json").at("/resources/includes/0/pattern").asText();
    assertThat(LIBRARY.substring(1)).matches(pattern);
    assertThat(bytes(LIBRARY)).isNotEmpty();
  }
}
