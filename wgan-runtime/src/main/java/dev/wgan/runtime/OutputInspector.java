package dev.wgan.runtime;

import ai.onnxruntime.NodeInfo;
import dev.wgan.runtime.internal.MetadataKeys;
import dev.wgan.table.SchemaException;
import dev.wgan.table.TableCodec;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Works out what a graph's samples are: which output, of what kind, shape, range and layout. */
final class OutputInspector {
  private static final ValueRange BYTES = new ValueRange(0, 255);
  private static final ValueRange BITS = new ValueRange(0, 1);
  private static final ValueRange OURS = new ValueRange(-1, 1);

  private final String model;
  private final Metadata metadata;
  private final OnnxGraph graph;
  private final GeneratorOptions options;

  OutputInspector(String model, Metadata metadata, OnnxGraph graph, GeneratorOptions options) {
    this.model = model;
    this.metadata = metadata;
    this.graph = graph;
    this.options = options;
  }

  /** The output named by the options or the metadata, or the only one. */
  NodeInfo choose(Collection<NodeInfo> nodes) {
    List<String> names = nodes.stream().map(NodeInfo::getName).toList();
    Optional<String> named = options.output().or(() -> metadata.get(MetadataKeys.OUTPUT));
    if (named.isEmpty() && names.size() != 1) {
      throw new ModelLoadException(
          FailureSentence.of(
              "%s has the outputs %s: say with %s which one holds the samples",
              model, names, Setting.OUTPUT));
    }
    String name = named.orElseGet(() -> names.get(0));
    return nodes.stream()
        .filter(candidate -> candidate.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelLoadException(
                    FailureSentence.of(
                        "%s has no output '%s': its outputs are %s, and %s names one of them",
                        model, name, names, Setting.OUTPUT)));
  }

  /** The type of the output's elements in the graph. */
  NativeType type(GraphPort port) {
    if (!port.type().isSupported()) {
      throw new ModelLoadException(
          FailureSentence.of(
              "%s gives %s in '%s', which cannot be read as samples: expected %s; choose another"
                  + " output with %s, or end the graph with a Cast to float32",
              model, port.type().text(), port.name(), NativeType.all(), Setting.OUTPUT));
    }
    return port.type();
  }

  ModelOutput output(GraphPort port, List<Integer> inGraph) {
    NativeType type = type(port);
    // The metadata's description of the samples does not hold for another output.
    boolean ours = isOurs(port.name());
    List<Integer> shape =
        options
            .sampleShape()
            .or(() -> metadata.get(MetadataKeys.SAMPLE_SHAPE).filter(s -> ours && !pictures()))
            .orElse(inGraph);
    Optional<SampleKind> said =
        metadata.constant(MetadataKeys.SAMPLE_KIND, SampleKind.class).filter(k -> ours);
    if (options.sampleRate().isPresent() || said.filter(SampleKind.AUDIO::equals).isPresent()) {
      return audio(port, type, ours, shape);
    }
    Optional<ImageLayout> layout = options.layout().or(() -> layout(said, shape, inGraph));
    boolean image = layout.flatMap(known -> ImageDims.of(shape, known)).isPresent();
    return new ModelOutput(
        port.name(),
        type.samples(),
        said.orElse(image ? SampleKind.IMAGE : SampleKind.VECTOR),
        List.copyOf(shape),
        range(port, type, ours),
        layout,
        OptionalInt.empty(),
        said.filter(SampleKind.VIDEO::equals)
            .flatMap(video -> metadata.frameDelay())
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()));
  }

  private ModelOutput audio(GraphPort port, NativeType type, boolean ours, List<Integer> shape) {
    Optional<Integer> rate =
        options.sampleRate().or(() -> metadata.sampleRate().filter(hertz -> ours));
    return new ModelOutput(
        port.name(),
        type.samples(),
        SampleKind.AUDIO,
        List.copyOf(shape),
        range(port, type, ours),
        options.layout(),
        rate.map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  /** Returns whether the shape is that of training only: pictures of other sizes come out, too. */
  private boolean pictures() {
    return metadata.task() != ModelTask.GENERATE;
  }

  private Optional<ImageLayout> layout(
      Optional<SampleKind> said, List<Integer> shape, List<Integer> inGraph) {
    if (said.isPresent()) {
      return said.filter(SampleKind.IMAGE::equals).map(image -> ImageLayout.CHANNELS_FIRST);
    }
    // A caller that gives dimensions to flat samples gives them in this order.
    boolean given = options.sampleShape().isPresent() && inGraph.size() == 1;
    return given && ImageDims.mayBeFirst(shape)
        ? Optional.of(ImageLayout.CHANNELS_FIRST)
        : ImageDims.layout(shape);
  }

  private Optional<ValueRange> range(GraphPort port, NativeType type, boolean ours) {
    return options
        .range()
        .or(() -> metadata.range(MetadataKeys.SAMPLE_RANGE).filter(r -> ours))
        .or(() -> ofType(type))
        .or(() -> new RangeGuess(graph).of(port.name()))
        .or(() -> ours ? Optional.of(OURS) : Optional.empty());
  }

  private static Optional<ValueRange> ofType(NativeType type) {
    return switch (type) {
      case UINT8 -> Optional.of(BYTES);
      case BOOL -> Optional.of(BITS);
      default -> Optional.empty();
    };
  }

  private boolean isOurs(String output) {
    return metadata.get(MetadataKeys.OUTPUT).filter(output::equals).isPresent();
  }

  Optional<Standardisation> standardisation(String output) {
    Optional<List<Float>> mean = metadata.get(MetadataKeys.TABLE_MEAN);
    Optional<List<Float>> scale = metadata.get(MetadataKeys.TABLE_SCALE);
    if (mean.isEmpty() || scale.isEmpty() || !isOurs(output)) {
      return Optional.empty();
    }
    List<String> columns =
        metadata
            .get(MetadataKeys.TABLE_COLUMNS)
            .orElseThrow(
                () ->
                    new ModelLoadException(model + " has no " + MetadataKeys.TABLE_COLUMNS.name()));
    try {
      return Optional.of(new Standardisation(columns, mean.get(), scale.get()));
    } catch (InputException e) {
      throw new ModelLoadException(model + " describes " + e.getMessage(), e);
    }
  }

  /** The typed columns of a table, whose values must be as many as the output has. */
  Optional<TableCodec> table(GraphPort port, List<Integer> inGraph) {
    if (!isOurs(port.name())) {
      return Optional.empty();
    }
    Optional<TableCodec> table;
    try {
      table = TableCodec.read(metadata.properties());
    } catch (SchemaException e) {
      throw new ModelLoadException(
          "%s describes a table that cannot be read: %s".formatted(model, e.getMessage()), e);
    }
    table.ifPresent(codec -> requireWidth(codec, inGraph));
    return table;
  }

  private void requireWidth(TableCodec codec, List<Integer> inGraph) {
    if (!inGraph.equals(List.of(codec.width()))) {
      throw new ModelLoadException(
          "%s gives samples of shape %s, but the codes of its table's columns take %s values: expected as many"
              .formatted(model, inGraph, codec.width()));
    }
  }
}
