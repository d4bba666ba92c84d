package dev.wgan.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.wgan.runtime.ModelInput.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Works out how to sample a graph: from its metadata where it has some, from the caller's options
 * before that, from the graph itself otherwise.
 */
final class ModelInspector {
  private static final int UNKNOWN = -1;

  private final String model;
  private final Metadata metadata;
  private final GeneratorOptions options;
  private final OnnxFile file;

  ModelInspector(String model, OnnxFile file, Metadata metadata, GeneratorOptions options) {
    this.model = model;
    this.file = file;
    this.metadata = metadata;
    this.options = options;
  }

  ModelLayout inspect(Collection<NodeInfo> inputNodes, Collection<NodeInfo> outputNodes) {
    List<String> inputNames = inputNodes.stream().map(NodeInfo::getName).toList();
    Optional<String> latentName = latentName(inputNodes, inputNames);
    int frozen = frozenBatch(inputNodes, latentName);
    List<ModelInput> inputs = new ArrayList<>();
    for (NodeInfo node : inputNodes) {
      inputs.add(input(node, role(node.getName(), latentName), frozen));
    }
    List<String> outputNames = outputNodes.stream().map(NodeInfo::getName).toList();
    List<String> classes =
        metadata
            .names("wgan.classes")
            .or(() -> metadata.names("wgan.class.names"))
            .orElse(List.of());
    boolean conditional = inputs.stream().anyMatch(i -> i.role() == Role.LABEL);
    if (conditional && classes.isEmpty()) {
      throw new ModelLoadException(model + " has a label input but no wgan.classes property");
    }
    NodeInfo outputNode = outputNode(outputNodes, outputNames);
    List<Integer> inGraph = shape(outputNode.getName(), tensor(outputNode).getShape(), true);
    ModelInfo info =
        new ModelInfo(
            List.copyOf(inputs),
            options
                .latentDistribution()
                .or(() -> metadata.constant("wgan.latent.distribution", LatentDistribution.class))
                .orElse(LatentDistribution.NORMAL),
            output(outputNode.getName(), tensor(outputNode), inGraph),
            outputNames,
            frozen,
            BatchTracing.of(file, inputs, outputNode.getName()),
            conditional ? List.copyOf(classes) : List.of(),
            standardisation(outputNode.getName()),
            metadata.properties());
    return ModelLayout.of(model, info, inGraph);
  }

  /** The input that takes noise: named by the options or the metadata, or the only float input. */
  private Optional<String> latentName(Collection<NodeInfo> nodes, List<String> names) {
    Optional<String> named = options.latentInput().or(() -> metadata.text("wgan.input.latent"));
    if (named.isPresent()) {
      if (!names.contains(named.get())) {
        throw new ModelLoadException(
            "%s has no input '%s' for the latent: its inputs are %s"
                .formatted(model, named.get(), names));
      }
      return named;
    }
    if (metadata.text("wgan.format").isPresent()) {
      return Optional.empty();
    }
    List<String> floats =
        nodes.stream()
            .filter(node -> tensor(node).type == OnnxJavaType.FLOAT)
            .filter(node -> tensor(node).getShape().length >= 2)
            .map(NodeInfo::getName)
            .toList();
    return floats.size() == 1 ? Optional.of(floats.get(0)) : Optional.empty();
  }

  private Role role(String name, Optional<String> latentName) {
    if (latentName.isPresent() && latentName.get().equals(name)) {
      return Role.LATENT;
    }
    for (Role role : List.of(Role.LABEL, Role.IMAGE, Role.MASK)) {
      String key = "wgan.input." + role.name().toLowerCase(java.util.Locale.ROOT);
      if (metadata.text(key).filter(name::equals).isPresent()) {
        return role;
      }
    }
    return Role.OTHER;
  }

  /** The batch size the exporter froze: the latent's, or else that of the first input. */
  private static int frozenBatch(Collection<NodeInfo> nodes, Optional<String> latentName) {
    for (NodeInfo node : nodes) {
      long[] dims = tensorOrEmpty(node);
      if (dims.length > 0 && latentName.map(node.getName()::equals).orElse(true)) {
        return dims[0] > 0 ? (int) Math.min(dims[0], Integer.MAX_VALUE) : 0;
      }
    }
    return 0;
  }

  private ModelInput input(NodeInfo node, Role role, int frozen) {
    TensorInfo tensor = tensor(node);
    long[] dims = tensor.getShape();
    boolean batched =
        role != Role.OTHER
            || (dims.length > 0 && (dims[0] < 0 || (frozen > 0 && dims[0] == frozen)));
    List<Integer> shape = shape(node.getName(), dims, batched);
    if (role == Role.LATENT) {
      if (tensor.type != OnnxJavaType.FLOAT) {
        throw new ModelLoadException(
            "%s takes %s latents in '%s': expected float32"
                .formatted(model, tensor.type, node.getName()));
      }
      shape = latentShape(node.getName(), shape);
    } else if (role == Role.LABEL && tensor.type != OnnxJavaType.INT64) {
      throw new ModelLoadException(
          "%s takes %s labels in '%s': expected int64"
              .formatted(model, tensor.type, node.getName()));
    }
    return new ModelInput(node.getName(), role, tensor.type.name(), batched, List.copyOf(shape));
  }

  private List<Integer> latentShape(String name, List<Integer> inGraph) {
    List<Integer> shape =
        options.latentShape().or(() -> metadata.shape("wgan.latent.shape")).orElse(inGraph);
    if (shape.contains(UNKNOWN)) {
      throw new ModelLoadException(
          "%s does not say how large the latent '%s' of shape %s is: set the option latentShape"
              .formatted(model, name, inGraph));
    }
    if (!Shapes.fits(shape, inGraph)) {
      throw new ModelLoadException(
          "%s takes latents of shape %s in '%s': the shape %s does not fit"
              .formatted(model, inGraph, name, shape));
    }
    long elements = Shapes.elements(shape);
    if (elements < 1 || elements > Noise.MAX_SIZE) {
      throw new ModelLoadException(
          "%s takes latents of shape %s: expected 1 to %d elements"
              .formatted(model, shape, Noise.MAX_SIZE));
    }
    return shape;
  }

  private NodeInfo outputNode(Collection<NodeInfo> nodes, List<String> names) {
    Optional<String> named = options.output().or(() -> metadata.text("wgan.output"));
    if (named.isEmpty() && names.size() != 1) {
      throw new ModelLoadException(
          "%s has the outputs %s: say with the option output which one holds the samples"
              .formatted(model, names));
    }
    String name = named.orElseGet(() -> names.get(0));
    return nodes.stream()
        .filter(candidate -> candidate.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelLoadException(
                    "%s has no output '%s': its outputs are %s".formatted(model, name, names)));
  }

  private ModelOutput output(String name, TensorInfo tensor, List<Integer> inGraph) {
    TensorData.ElementType type =
        switch (tensor.type) {
          case FLOAT -> TensorData.ElementType.FLOAT32;
          case UINT8 -> TensorData.ElementType.UINT8;
          default ->
              throw new ModelLoadException(
                  "%s gives %s in '%s': expected float32 or uint8 samples"
                      .formatted(model, tensor.type, name));
        };
    // What the metadata says of the samples does not hold for another output.
    boolean ours = isOurs(name);
    Optional<List<Integer>> said =
        options.sampleShape().or(() -> metadata.shape("wgan.sample.shape").filter(s -> ours));
    return new ModelOutput(
        name,
        type,
        metadata
            .constant("wgan.sample.kind", SampleKind.class)
            .filter(k -> ours)
            .orElse(kind(said.orElse(inGraph))),
        List.copyOf(said.orElse(inGraph)),
        options
            .range()
            .or(() -> metadata.range("wgan.sample.range").filter(r -> ours))
            .orElse(
                type == TensorData.ElementType.UINT8
                    ? new ValueRange(0, 255)
                    : new ValueRange(-1, 1)));
  }

  private boolean isOurs(String output) {
    return metadata.text("wgan.output").filter(output::equals).isPresent();
  }

  /** Three dimensions with one, three or four channels in front are an image. */
  static SampleKind kind(List<Integer> shape) {
    boolean image = shape.size() == 3 && List.of(1, 3, 4).contains(shape.get(0));
    return image ? SampleKind.IMAGE : SampleKind.VECTOR;
  }

  private Optional<Standardisation> standardisation(String output) {
    Optional<List<Float>> mean = metadata.floats("wgan.table.mean");
    Optional<List<Float>> scale = metadata.floats("wgan.table.scale");
    if (mean.isEmpty() || scale.isEmpty() || !isOurs(output)) {
      return Optional.empty();
    }
    List<String> columns =
        metadata
            .names("wgan.table.columns")
            .orElseThrow(() -> new ModelLoadException(model + " has no wgan.table.columns"));
    try {
      return Optional.of(new Standardisation(columns, mean.get(), scale.get()));
    } catch (InputException e) {
      throw new ModelLoadException(model + " describes " + e.getMessage(), e);
    }
  }

  private List<Integer> shape(String name, long[] dims, boolean batched) {
    List<Integer> shape = new ArrayList<>();
    for (int i = batched ? 1 : 0; i < dims.length; i++) {
      if (dims[i] > Integer.MAX_VALUE) {
        throw new ModelLoadException(
            "%s has a dimension of %d in '%s': too large".formatted(model, dims[i], name));
      }
      shape.add(dims[i] < 0 ? UNKNOWN : (int) dims[i]);
    }
    return shape;
  }

  private TensorInfo tensor(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new ModelLoadException(
        "%s has '%s', which is no tensor: expected tensors only".formatted(model, node.getName()));
  }

  private static long[] tensorOrEmpty(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
  }
}
