package dev.wgan.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wgan.runtime.internal.MetadataKey.Group;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * docs/FORMAT.md is what {@link MetadataKeys} says; {@code -Dwgan.test.write=true} writes it again.
 */
class FormatPageTest {
  private static final Path PAGE = Path.of("..", "docs", "FORMAT.md");

  private static final Map<Group, String> TITLES =
      Map.of(
          Group.FILE, "The file",
          Group.INPUTS, "Inputs",
          Group.SAMPLES, "Samples",
          Group.IMAGES, "Pictures from pictures",
          Group.TRAINING, "Training",
          Group.SELF_TEST, "Self-test",
          Group.CLASSIFIER, "Classifiers");

  private static final String START =
      """
      # The format of a model file

      A generator is an ONNX file that describes itself. The graph is standard ONNX; the description is in the file's `metadata_props`, under keys that start with `wgan.`. A reader ignores the keys that it does not know, so that any ONNX tool can add its own. No key is required for a file to be sampled: where a key is missing, `wgan-runtime` reads the graph, and options of the caller come first.

      This page is generated from `MetadataKeys`, which the exporter writes with and the runtime reads with.
      """;

  private static final String END =
      """

      Lists are separated by commas without spaces. In *percent-encoded names*, each byte of a name's UTF-8 form that is not a printable ASCII character, and each `%` and `,`, is written as `%` and two hexadecimal digits. In *text*, a character outside ASCII is written as `\\u` and four hexadecimal digits. Numbers are written as Java writes a `float`.

      ## Digest

      `wgan.sha256` is the SHA-256 of these parts, in this order:

      1. each property whose key starts with `wgan.`, except `wgan.sha256`, in ascending order of the keys: the key, a byte 0, the value, a byte 0, in UTF-8;
      2. `ir N` and a byte 0, where N is the file's `ir_version`;
      3. for each operator set, in ascending order of the domains: `opset DOMAIN VERSION` and a byte 0 (the default domain is empty, which leaves two spaces);
      4. the bytes of each of the model's functions (field 25 of `ModelProto`), in their order;
      5. the bytes of the graph (field 7);
      6. the bytes of each file of external data, in ascending order of their locations.

      A file of format 2 without a digest is refused. `wgan.graph.sha256` of format 1 covers parts 5 and 6. The digest proves that a file is undamaged, not who wrote it.

      The exporter writes the properties before the graph. A file that was cut off then lacks a part of its graph and cannot be read as a whole model.

      ## Versions

      | `wgan.format` | difference |
      |---|---|
      | 1 | the digest covers graph and external data |
      | 2 | the digest covers the properties and versions as well, and is required |

      | `wgan.noise` | algorithm |
      |---|---|
      | 1 | the specification in the Javadoc of `dev.wgan.noise.Noise`, with a test vector |

      A change that an existing reader would misunderstand gets a new number, and existing readers refuse the file with a sentence that asks for a newer version. A change that existing readers may ignore, such as a new key, keeps the number. Every version of `wgan-runtime` reads all formats and all noise versions of earlier releases, and sample *i* of seed *s* of a model file stays the same, up to what a new version of ONNX Runtime rounds differently.
      """;

  @Test
  void thePageIsWhatTheKeysSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("wgan.test.write")) {
      Files.writeString(PAGE, page, StandardCharsets.UTF_8);
    }
    assertThat(Files.readString(PAGE, StandardCharsets.UTF_8)).isEqualTo(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(START);
    for (Group group : Group.values()) {
      page.append("\n## ").append(TITLES.get(group)).append("\n\n");
      page.append("| key | form | meaning |\n|---|---|---|\n");
      for (MetadataKey<?> key : MetadataKeys.ALL) {
        if (key.group() == group) {
          page.append(row(key));
        }
      }
    }
    return page.append(END).toString();
  }

  private static String row(MetadataKey<?> key) {
    String list = key.form().separatedByCommas() ? ", separated by commas" : "";
    return "| `%s%s` | %s%s | %s |\n"
        .formatted(key.name(), member(key), key.form().expected(), list, key.meaning());
  }

  private static String member(MetadataKey<?> key) {
    if (!key.isFamily()) {
      return "";
    } else if (key.equals(MetadataKeys.INPUT)) {
      return "ROLE";
    }
    return key.equals(MetadataKeys.TRAINING) ? "KEY" : "NAME";
  }
}
