package dev.wgan.runtime;

import ai.onnxruntime.NodeInfo;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.noise.Noise;
import dev.wgan.runtime.ModelInput.Role;
import dev.wgan.runtime.internal.MetadataKey;
import dev.wgan.runtime.internal.MetadataKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Works out how to sample a graph: from its metadata where it has some, from the caller's options
 * before that, from the graph itself otherwise.
 */
final class ModelInspector {
  private final String model;
  private final Metadata metadata;
  private final OnnxGraph graph;
  private final GeneratorOptions options;
  private final OnnxFile file;

  ModelInspector(String model, OnnxFile file, Metadata metadata, GeneratorOptions options) {
    this.model = model;
    this.file = file;
    this.metadata = metadata;
    this.graph = file.graph();
    this.options = options;
  }

  ModelLayout inspect(Collection<NodeInfo> inputNodes, Collection<NodeInfo> outputNodes) {
    Set<String> unranked = unranked();
    List<GraphPort> ports = new ArrayList<>();
    for (NodeInfo node : inputNodes) {
      ports.add(GraphPort.of(model, node, unranked.contains(node.getName())));
    }
    OutputInspector outputs = new OutputInspector(model, metadata, graph, options);
    NodeInfo outputNode = outputs.choose(outputNodes);
    GraphPort output = GraphPort.of(model, outputNode, unranked.contains(outputNode.getName()));
    if (output.dims().contains(0)) {
      throw new ModelLoadException(
          "%s gives values of shape %s in '%s', which are none: expected no dimension of 0"
              .formatted(model, output.dims(), output.name()));
    }
    Optional<GraphPort> latent = latent(ports);
    Optional<GraphPort> label = named(ports, Role.LABEL);
    BatchRule rule = BatchRule.of(latent, label, ports, output);
    List<ModelInput> inputs = new ArrayList<>();
    for (GraphPort port : ports) {
      inputs.add(input(port, latent, rule));
    }
    // A size that only the caller names is tried in a run, and so is what comes out of it.
    boolean declared = output.ranked() && latent.map(ModelInspector::isSized).orElse(true);
    List<Integer> inGraph = declared ? output.shape(rule.output()) : ModelLayout.UNKNOWN;
    ModelInfo info =
        new ModelInfo(
            List.copyOf(inputs),
            options
                .latentDistribution()
                .or(
                    () ->
                        metadata.constant(
                            MetadataKeys.LATENT_DISTRIBUTION, LatentDistribution.class))
                .orElse(LatentDistribution.NORMAL),
            outputs.output(output, inGraph),
            outputNodes.stream().map(NodeInfo::getName).toList(),
            rule.frozen(),
            BatchTracing.of(file, inputs, output.name()),
            classes(inputs),
            outputs.standardisation(output.name()),
            outputs.table(output, inGraph),
            metadata.properties());
    return ModelLayout.of(model, info, outputs.type(output), rule.output(), inGraph);
  }

  /** The inputs and outputs that the file declares without a shape. */
  private Set<String> unranked() {
    List<GraphValue> values = new ArrayList<>(graph.inputs());
    values.addAll(graph.outputs());
    return values.stream()
        .filter(value -> value.dims().isEmpty())
        .map(GraphValue::name)
        .collect(Collectors.toSet());
  }

  private List<String> classes(List<ModelInput> inputs) {
    List<String> classes =
        metadata
            .get(MetadataKeys.CLASSES)
            .or(() -> metadata.get(MetadataKeys.CLASS_NAMES))
            .orElse(List.of());
    boolean conditional = inputs.stream().anyMatch(i -> i.role() == Role.LABEL);
    if (conditional && classes.isEmpty()) {
      throw new ModelLoadException(
          "%s has a label input but no %s property".formatted(model, MetadataKeys.CLASSES.name()));
    }
    return conditional ? List.copyOf(classes) : List.of();
  }

  /** The input that takes noise: named by the options or the metadata, or the one like it. */
  private Optional<GraphPort> latent(List<GraphPort> ports) {
    Optional<String> named = options.latentInput().or(() -> metadata.get(named(Role.LATENT)));
    if (named.isPresent()) {
      Optional<GraphPort> found =
          ports.stream().filter(port -> port.name().equals(named.get())).findFirst();
      if (found.isEmpty()) {
        throw new ModelLoadException(
            FailureSentence.of(
                "%s has no input '%s' for the latent: its inputs are %s, and %s names one of them",
                model,
                named.get(),
                ports.stream().map(GraphPort::name).toList(),
                Setting.LATENT_INPUT));
      }
      if (!found.get().isReal()) {
        throw new ModelLoadException(
            FailureSentence.of(
                "%s takes %s in '%s', which cannot be noise: name with %s an input of float32,"
                    + " float16, bfloat16 or double",
                model, found.get().type().text(), named.get(), Setting.LATENT_INPUT));
      }
      return found;
    }
    if (metadata.has(MetadataKeys.FORMAT)) {
      return Optional.empty();
    }
    // What only looks like a latent is none if its size is not known or too large for noise.
    return InputGuess.latent(ports, options.latentShape().isPresent())
        .filter(port -> options.latentShape().isPresent() || isSized(port));
  }

  private static boolean isSized(GraphPort port) {
    if (!port.ranked()) {
      return false;
    }
    boolean single = port.rank() < 2;
    List<Integer> shape = port.shape(!single);
    long elements = Shapes.elements(port.dims().subList(single ? 0 : 1, port.rank()));
    return !shape.contains(GraphPort.OPEN) && elements >= 1 && elements <= Noise.MAX_SIZE;
  }

  private Optional<GraphPort> named(List<GraphPort> ports, Role role) {
    return metadata
        .get(named(role))
        .flatMap(name -> ports.stream().filter(port -> port.name().equals(name)).findFirst());
  }

  /** The property that names the input of a role. */
  static MetadataKey<String> named(Role role) {
    return MetadataKeys.INPUT.of(role.name().toLowerCase(Locale.ROOT));
  }

  private Role role(GraphPort port, Optional<GraphPort> latent) {
    if (latent.filter(port::equals).isPresent()) {
      return Role.LATENT;
    }
    for (Role role : List.of(Role.LABEL, Role.IMAGE, Role.MASK)) {
      if (metadata.get(named(role)).filter(port.name()::equals).isPresent()) {
        return role;
      }
    }
    return Role.OTHER;
  }

  private ModelInput input(GraphPort port, Optional<GraphPort> latent, BatchRule rule) {
    Role role = role(port, latent);
    boolean batched =
        switch (role) {
          case LATENT -> rule.lead();
          case LABEL -> true;
          case IMAGE, MASK -> !rule.whole();
          case OTHER -> rule.counts(port);
        };
    List<Integer> shape = port.shape(batched);
    boolean ranked = port.ranked();
    if (role == Role.LATENT) {
      shape = latentShape(port, batched);
      ranked = true;
    } else if (role == Role.LABEL && !port.type().isLabel()) {
      throw new ModelLoadException(
          "%s takes %s labels in '%s': expected int64 or int32"
              .formatted(model, port.type().text(), port.name()));
    }
    ModelInput input =
        new ModelInput(port.name(), role, port.type(), batched, List.copyOf(shape), ranked);
    checkSize(input);
    return input;
  }

  private List<Integer> latentShape(GraphPort port, boolean batched) {
    List<Integer> inGraph = port.shape(batched);
    List<Integer> shape =
        options.latentShape().or(() -> metadata.get(MetadataKeys.LATENT_SHAPE)).orElse(inGraph);
    if (shape.contains(GraphPort.OPEN) || (!port.ranked() && shape.isEmpty())) {
      throw new ModelLoadException(
          FailureSentence.of(
              "%s does not say how large the latent '%s' of shape %s is: set %s",
              model, port.name(), port.ranked() ? inGraph : "unknown rank", Setting.LATENT_SHAPE));
    }
    if (port.ranked() && !Shapes.fits(shape, inGraph)) {
      throw new ModelLoadException(
          FailureSentence.of(
              "%s takes latents of shape %s in '%s': the shape %s does not fit; set %s to one that"
                  + " does, or not at all",
              model, inGraph, port.name(), shape, Setting.LATENT_SHAPE));
    }
    long elements = Shapes.elements(shape);
    if (elements < 1 || elements > Noise.MAX_SIZE) {
      throw new ModelLoadException(
          "%s takes latents of shape %s: expected 1 to %s elements"
              .formatted(model, shape, Noise.MAX_SIZE));
    }
    return shape;
  }

  /** An input larger than a buffer cannot be fed. */
  private void checkSize(ModelInput input) {
    if (!input.fixed()) {
      return;
    }
    int bytes = input.type().isSupported() ? input.type().bytes() : 1;
    if (Shapes.elements(input.shape()) > Integer.MAX_VALUE / bytes) {
      throw new ModelLoadException(
          "%s takes values of shape %s in '%s', for which it needs a buffer of %s values of %s bytes,"
                  .formatted(
                      model, input.shape(), input.name(), Shapes.elements(input.shape()), bytes)
              + " and none holds more than 2^31 bytes");
    }
  }
}
