package dev.wgan.onnx.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.wgan.network.NetworkJson;
import dev.wgan.onnx.Markdown;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelTask;
import dev.wgan.runtime.SampleKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The card of a model in the layout of the Hugging Face Hub: a header in YAML, then Markdown.
 *
 * @param name the model's name
 * @param info the description of the loaded model
 * @param licence the licence as the user wrote it, empty if it is not known
 * @param preview the name of the file with samples, empty if there is none
 * @param weights whether network and weights are files of the folder
 * @param described a card that the model has already, empty if it has none
 */
record HubCard(
    String name,
    ModelInfo info,
    Optional<String> licence,
    Optional<String> preview,
    boolean weights,
    Optional<String> described) {
  /** Licences that the Hub lists under an identifier; others need a name. */
  private static final Set<String> LICENCES =
      Set.of(
          "afl-3.0",
          "agpl-3.0",
          "apache-2.0",
          "bsd-2-clause",
          "bsd-3-clause",
          "cc-by-4.0",
          "cc-by-nc-4.0",
          "cc-by-nc-sa-4.0",
          "cc-by-sa-4.0",
          "cc0-1.0",
          "epl-2.0",
          "gpl-2.0",
          "gpl-3.0",
          "lgpl-2.1",
          "lgpl-3.0",
          "mit",
          "mpl-2.0",
          "unlicense");

  /** The whole page. */
  String text() {
    return "---\n" + header() + "---\n\n" + body();
  }

  private String header() {
    StringBuilder yaml = new StringBuilder();
    String id = licence.orElse("unknown").toLowerCase(Locale.ROOT).strip();
    if (licence.isEmpty() || LICENCES.contains(id)) {
      yaml.append("license: ").append(id).append('\n');
    } else {
      yaml.append("license: other\nlicense_name: ").append(quoted(licence.get())).append('\n');
    }
    yaml.append("library_name: onnx\n");
    pipeline().ifPresent(tag -> yaml.append("pipeline_tag: ").append(tag).append('\n'));
    yaml.append("tags:\n");
    tags().forEach(tag -> yaml.append("- ").append(tag).append('\n'));
    return yaml.toString();
  }

  /** A string in quotation marks, which JSON and YAML read alike. */
  private static String quoted(String text) {
    try {
      return NetworkJson.mapper().writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a string is always JSON", e);
    }
  }

  /** The Hub's task; it has none for sounds, films and rows that are made of noise. */
  private Optional<String> pipeline() {
    if (info.task() != ModelTask.GENERATE) {
      return Optional.of("image-to-image");
    }
    return info.output().kind() == SampleKind.IMAGE
        ? Optional.of("unconditional-image-generation")
        : Optional.empty();
  }

  private List<String> tags() {
    List<String> tags = new ArrayList<>(List.of("onnx", "gan", "wasserstein-gan", "wgan"));
    if (weights) {
      tags.add("safetensors");
    }
    if (info.classes() > 0) {
      tags.add("class-conditional");
    }
    switch (info.output().kind()) {
      case AUDIO -> tags.add("audio");
      case VIDEO -> tags.add("video");
      case TABLE -> tags.add("tabular");
      case IMAGE, VECTOR -> {}
    }
    return tags;
  }

  private String body() {
    StringBuilder page = new StringBuilder("# %s\n\n".formatted(Markdown.escape(name)));
    preview.ifPresent(
        file ->
            page.append(
                file.endsWith(".csv")
                    ? "Rows of seed 0: [%s](%s)\n\n".formatted(file, file)
                    : "![samples of seed 0](%s)\n\n".formatted(file)));
    page.append("## Use\n\n").append(use()).append('\n');
    page.append("| file | content |\n|---|---|\n");
    page.append(
        "| `%s` | the model%s |\n"
            .formatted(HubFolder.MODEL, info.digest().map(", digest `%s`"::formatted).orElse("")));
    page.append("| `%s` | inputs, output and training |\n".formatted(HubFolder.CONFIG));
    if (weights) {
      page.append(
          "| `%s`, `%s` | the layers, and their weights by PyTorch's names |\n"
              .formatted(HubFolder.NETWORK, HubFolder.WEIGHTS));
    }
    page.append('\n').append(described.orElseGet(this::training));
    return page.toString();
  }

  private String use() {
    return switch (info.task()) {
      case GENERATE -> {
        String end =
            switch (info.output().kind()) {
              case IMAGE -> "grid.png";
              case AUDIO -> "sounds.wav";
              case VIDEO -> "films.gif";
              case TABLE, VECTOR -> info.table().isPresent() ? "rows.csv" : "samples.npy";
            };
        yield """
            ```java
            try (Generator generator = Generator.load(Path.of("model.onnx"))) {
              Samples samples = generator.sample(64, 42L);
            }
            ```

            `bin/wgan sample model.onnx -n 64 --seed 42 -o %s` does so on the command line.
            """
            .formatted(end);
      }
      case UPSCALE -> "`bin/wgan upscale model.onnx photo.png -o large.png`\n";
      case INPAINT -> "`bin/wgan inpaint model.onnx photo.png --mask mask.png -o whole.png`\n";
    };
  }

  private String training() {
    Map<String, String> rows = new TreeMap<>(info.training());
    if (rows.isEmpty()) {
      return "";
    }
    StringBuilder table = new StringBuilder("## Training\n\n| | |\n|---|---|\n");
    rows.forEach(
        (key, value) ->
            table.append("| %s | %s |\n".formatted(Markdown.escape(key), Markdown.escape(value))));
    return table.toString();
  }
}
