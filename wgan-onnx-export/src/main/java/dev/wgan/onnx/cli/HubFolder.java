package dev.wgan.onnx.cli;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.Safetensors;
import dev.wgan.run.TrainedGenerator;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.LoadedModel;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelInput;
import dev.wgan.runtime.ModelOutput;
import dev.wgan.runtime.SampleKind;
import dev.wgan.runtime.internal.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder in the layout of the Hugging Face Hub.
 *
 * @param path the folder
 */
record HubFolder(Path path) {
  static final String MODEL = "model.onnx";
  static final String CONFIG = "config.json";
  static final String NETWORK = "network.json";
  static final String WEIGHTS = "model.safetensors";

  /** Samples of an image or a sound, films and rows in a preview. */
  private static final int DRAWN = 36;

  private static final int FILMS = 9;
  private static final int ROWS = 20;

  Path model() {
    return path.resolve(MODEL);
  }

  /** The files that only the model of a run folder has. */
  static List<String> ofRuns() {
    return List.of(NETWORK, WEIGHTS);
  }

  /** Writes layers and weights of a run's generator. */
  void writeWeights(TrainedGenerator trained) throws IOException {
    write(NETWORK, NetworkJson.write(trained.network()));
    Safetensors.write(path.resolve(WEIGHTS), trained.weights());
  }

  /**
   * Writes all files but the model, which is there, and the weights.
   *
   * @param licence the licence, empty if it is not known
   * @param weights whether the weights are there, too
   * @param described a card that the model has already
   * @return the description of the model
   */
  ModelInfo describe(Optional<String> licence, boolean weights, Optional<String> described)
      throws IOException {
    try (LoadedModel loaded = LoadedModel.open(model(), GeneratorOptions.defaults())) {
      ModelInfo info = loaded.info();
      Optional<String> preview =
          loaded instanceof Generator generator ? preview(generator) : Optional.empty();
      write(CONFIG, NetworkJson.write(config(info)));
      String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
      write("README.md", new HubCard(name, info, licence, preview, weights, described).text());
      return info;
    }
  }

  private Optional<String> preview(Generator generator) throws IOException {
    ModelOutput output = generator.info().output();
    if (generator.info().table().isPresent()) {
      generator.writeCsv(0, ROWS, 0, path.resolve("preview.csv"));
      return Optional.of("preview.csv");
    }
    boolean film = output.kind() == SampleKind.VIDEO;
    if (!film && output.kind() != SampleKind.IMAGE && output.kind() != SampleKind.AUDIO) {
      return Optional.empty();
    }
    String name = film ? "preview.gif" : "preview.png";
    SampleForm form = film ? SampleForm.GIF : SampleForm.PNG;
    form.write(generator.sample(film ? FILMS : DRAWN, 0), output, path.resolve(name));
    return Optional.of(name);
  }

  private static Map<String, Object> config(ModelInfo info) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("model_type", "wgan");
    config.put("model_file", MODEL);
    info.digest().ifPresent(digest -> config.put("digest", digest));
    info.precision().ifPresent(precision -> config.put("precision", precision));
    config.put("task", lower(info.task()));
    config.put("inputs", info.inputs().stream().map(HubFolder::input).toList());
    info.input(ModelInput.Role.LATENT)
        .ifPresent(latent -> config.put("latent_distribution", lower(info.latentDistribution())));
    config.put("output", output(info.output()));
    if (info.classes() > 0) {
      config.put("classes", info.classNames());
    }
    info.table()
        .ifPresent(
            table ->
                config.put(
                    "columns",
                    table.schema().columns().stream().map(column -> column.name()).toList()));
    config.put("training", new TreeMap<>(info.training()));
    return config;
  }

  private static Map<String, Object> input(ModelInput input) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", input.name());
    described.put("role", lower(input.role()));
    described.put("type", lower(input.type()));
    described.put("shape", input.shape());
    return described;
  }

  private static Map<String, Object> output(ModelOutput output) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", output.name());
    described.put("kind", lower(output.kind()));
    described.put("type", lower(output.type()));
    described.put("shape", output.shape());
    output.range().ifPresent(range -> described.put("range", List.of(range.low(), range.high())));
    output.sampleRate().ifPresent(rate -> described.put("sample_rate", rate));
    output.frameDelay().ifPresent(delay -> described.put("frame_delay", delay));
    return described;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(path.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns the first file of a list that is in the folder. */
  Optional<String> present(List<String> names) {
    return names.stream().filter(name -> Files.exists(path.resolve(name))).findFirst();
  }
}
