package dev.wgan.onnx.cli;

import dev.wgan.runtime.AudioRenderer;
import dev.wgan.runtime.Generator;
import dev.wgan.runtime.GeneratorOptions;
import dev.wgan.runtime.ImageRenderer;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelInput;
import dev.wgan.runtime.ModelOutput;
import dev.wgan.runtime.NotAudioException;
import dev.wgan.runtime.NotDrawableException;
import dev.wgan.runtime.NotVideoException;
import dev.wgan.runtime.Npy;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.Samples;
import dev.wgan.runtime.SettingNames;
import dev.wgan.runtime.TensorData;
import dev.wgan.runtime.VideoRenderer;
import dev.wgan.runtime.internal.Terminal;
import dev.wgan.table.Condition;
import dev.wgan.table.TableSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code wgan sample}: draws samples from a model and writes a picture, an array, a sound, a film,
 * rows of a table or a folder.
 *
 * <p>Not thread-safe: picocli fills one instance per call.
 */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Draws samples from an ONNX generator of any origin.")
public final class SampleCommand implements Callable<Integer> {
  private static final int DEFAULT_N = 64;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      converter = ModelArgument.class,
      completionCandidates = ModelArgument.Names.class,
      description = ModelArgument.DESCRIPTION)
  private Path model = Path.of("generator.onnx");

  @Option(
      names = "-n",
      paramLabel = "N",
      description = "number of samples (default: 64, or the number in a given file)")
  private @Nullable Integer n;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description =
          "the seed; sample i of a given seed is always the same (default: a random seed)")
  private @Nullable Long seed;

  @Option(
      names = {"--first", "--index"},
      paramLabel = "INDEX",
      description = "index of the first sample within the seed (default: 0)")
  private @Nullable Long first;

  @Option(
      names = "--batch-always",
      description =
          "run samples in batches even if their rounding depends on the batch: faster, but the last bits of a sample then depend on -n and --first")
  private boolean batchAlways;

  @Option(
      names = "--latents",
      paramLabel = "FILE.npy",
      description = "latents to use instead of a seed, [n, latent shape]")
  private @Nullable Path latents;

  @Option(
      names = "--input",
      paramLabel = "NAME=FILE.npy",
      description = "the value of an input of the model, [n, input shape]; may be repeated")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--label",
      paramLabel = "CLASS",
      description = "the class of all samples, by number or name (default: drawn with the seed)")
  private @Nullable String label;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "a condition that rows of a table meet, such as \"cut = Ideal and price > 1000\"; operators"
              + " are = != < <= > >=, in (A, B), is missing, is not missing, and, or")
  private @Nullable String where;

  @Option(
      names = "--psi",
      paramLabel = "PSI",
      description = "multiplies the latents, 0 to 1: below 1 for more typical samples (default: 1)")
  private float psi = 1;

  @Mixin private ForeignModelOptions foreign = new ForeignModelOptions();

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description =
          "grid.png: one picture (spectrograms of audio, rows of frames of films); out.npy: an array"
              + " [n, sample shape]; word.wav: one sound, with a pause between samples; film.gif:"
              + " films next to each other; rows.csv or rows.jsonl: rows of a table, drawn while they"
              + " are written; folder/: PNG, WAV or GIF files; -: standard output")
  private Path out = Path.of("grid.png");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "the format of -o -: ${COMPLETION-CANDIDATES} (default: png for images, wav for audio, gif for films, csv for typed tables, otherwise npy)")
  private SampleForm.@Nullable Standard format;

  /** Creates the command with its defaults. */
  public SampleCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter messages = Result.messages(spec, out);
    Optional<SampleForm> named = SampleForm.of(out, format);
    if (named.isEmpty() && format != null) {
      throw usage("--format is only for -o -: the name of a file determines its format");
    }
    if (latents != null && (seed != null || first != null)) {
      throw usage("--latents replaces --seed and --first: use one or the other");
    }
    GeneratorOptions options =
        Usage.require(spec, () -> foreign.toGeneratorOptions().batchAlways(batchAlways).build());
    Optional<Condition> condition =
        Optional.ofNullable(where).map(text -> Usage.require(spec, () -> Condition.parse(text)));
    try (Generator generator = Generator.load(model, options)) {
      SampleForm form = form(named, generator.info());
      SampleRequest plain = request(generator.info());
      SampleRequest request = condition.map(plain::where).orElse(plain);
      if (form.isRows()) {
        messages.println(summary(writeRows(generator, request, form), request, generator.info()));
      } else {
        Samples samples = generator.sample(request);
        form.write(samples, generator.info().output(), out);
        messages.println(summary(samples));
      }
      messages.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  private RowFile writeRows(Generator generator, SampleRequest request, SampleForm form)
      throws IOException {
    if (latents != null || !inputs.isEmpty()) {
      throw usage(
          "rows of a table are drawn from a seed: use --seed instead of --latents and --input");
    }
    TableSchema schema = generator.info().table().orElseThrow().schema();
    TerminalBar bar = new TerminalBar(commandLine().getErr(), Terminal.present());
    return RowFile.write(generator, schema, request, form, out, bar);
  }

  private SampleRequest request(ModelInfo info) {
    Map<String, TensorData> values = new LinkedHashMap<>();
    for (String input : inputs) {
      int split = split(info, input);
      values.put(input.substring(0, split), Npy.read(Path.of(input.substring(split + 1))));
    }
    SampleRequest request;
    if (latents != null) {
      request = SampleRequest.ofLatents(Npy.read(latents));
      if (n != null && n != request.n()) {
        throw usage("-n %s, but %s holds %s latents".formatted(n, latents, request.n()));
      }
    } else {
      request = SampleRequest.of(n != null ? n : info.count(values).orElse(DEFAULT_N));
    }
    if (seed != null) {
      request = request.seed(seed);
    }
    if (first != null) {
      request = request.first(first);
    }
    if (label != null) {
      request = labelled(request, info, label);
    }
    for (Map.Entry<String, TensorData> value : values.entrySet()) {
      request = request.input(value.getKey(), value.getValue());
    }
    return request.psi(psi);
  }

  /** The end of the name: names and files may contain equals signs. */
  private int split(ModelInfo info, String input) {
    int longest =
        info.inputs().stream()
            .map(ModelInput::name)
            .filter(name -> input.startsWith(name + "="))
            .mapToInt(String::length)
            .max()
            .orElse(input.indexOf('='));
    if (longest < 0) {
      throw usage("--input %s: expected NAME=FILE.npy".formatted(input));
    }
    return longest;
  }

  /** A class by its name, which may be a number itself, or otherwise by its number. */
  private static SampleRequest labelled(SampleRequest request, ModelInfo info, String text) {
    return NUMBER.matcher(text).matches() && !info.classNames().contains(text)
        ? request.label(Integer.parseInt(text))
        : request.label(text);
  }

  /** The form of the result, checked before samples are drawn. */
  private SampleForm form(Optional<SampleForm> named, ModelInfo info) {
    SampleForm form = named.orElse(SampleForm.PNG).forModel(info);
    if (info.table().isPresent()) {
      requireRows(named, form);
      return form;
    }
    ModelOutput output = info.output();
    if (form.isRows()) {
      throw usage(
          "-o %s: expected a name that ends in .npy, .png, .wav or .gif, because %s does not describe the types of a table's columns"
              .formatted(out, model));
    }
    if (!output.shape().contains(-1)) {
      requireForm(form, output);
    }
    return named
        .map(chosen -> form)
        .orElseThrow(
            () ->
                usage(
                    "-o %s is neither a .png nor a .npy nor a .wav nor a .gif file nor a folder: expected a name that ends in .png (one picture), .npy (an array), .wav (a sound) or .gif (a film), or that has no ending (a folder of pictures, sounds or films)"
                        .formatted(out)));
  }

  private void requireRows(Optional<SampleForm> named, SampleForm form) {
    if (named.isEmpty() || !(form.isRows() || form == SampleForm.NPY)) {
      throw usage(
          "-o %s: expected a name that ends in .csv or .jsonl, because samples of this model are rows of a table (or in .npy, for the values before they are decoded)"
              .formatted(out));
    }
  }

  private void requireForm(SampleForm form, ModelOutput output) {
    try {
      if (form.sounds(output.kind())) {
        AudioRenderer.of(output);
      } else if (form.films(output.kind())) {
        VideoRenderer.of(output);
      } else if (form.draws(output.kind())) {
        ImageRenderer.of(output);
      }
    } catch (NotDrawableException | NotAudioException | NotVideoException e) {
      String sentence = ((SettingNames) e).message(setting -> Flags.of(commandLine(), setting));
      throw usage(
          Failures.isWrongUsage(e, commandLine()) // such as a layout that the shape contradicts
              ? sentence
              : "-o %s: expected a name that ends in .npy, because %s".formatted(out, sentence));
    }
  }

  private String summary(RowFile written, SampleRequest request, ModelInfo info) {
    return "wrote %s: %s rows of %s columns%s, from index %s%s"
        .formatted(
            Result.isStandardOutput(out) ? Result.STANDARD_OUTPUT : out,
            written.rows(),
            info.table().orElseThrow().schema().columns().size(),
            written.seed().isPresent() ? " of seed " + written.seed().getAsLong() : "",
            request.first(),
            rate(written));
  }

  /** The share of the rows that were kept, where some were not. */
  private static String rate(RowFile written) {
    return written.candidates() == written.rows()
        ? ""
        : String.format(
            Locale.ROOT,
            "; %.3g %% of %s candidates were kept",
            100.0 * written.rows() / written.candidates(),
            written.candidates());
  }

  private String summary(Samples samples) {
    String from =
        samples.seeded()
            ? "of seed %s, from index %s".formatted(samples.seed(), samples.firstIndex())
            : "from given inputs";
    List<Integer> shape = samples.shape();
    return "wrote %s: %s samples of shape %s %s"
        .formatted(
            Result.isStandardOutput(out) ? Result.STANDARD_OUTPUT : out,
            samples.size(),
            shape,
            from);
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("the command runs within picocli only");
    }
    return spec.commandLine();
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(commandLine(), message);
  }
}
