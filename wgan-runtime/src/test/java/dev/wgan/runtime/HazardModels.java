package dev.wgan.runtime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.List;

/** Small models of the operators whose attributes or constants can kill a process. */
final class HazardModels {
  private HazardModels() {}

  /** One model for each operator, sound, with a latent of 2 by 4 by 4 values. */
  static List<byte[]> all() {
    List<byte[]> models = new ArrayList<>();
    for (Part part :
        List.<Part>of(
            m ->
                m.node(
                    "Conv",
                    List.of("z", m.weight(1, 2, 2, 3, 3)),
                    ModelBuilder.ints("pads", 1, 1, 1, 1),
                    ModelBuilder.ints("strides", 1, 1),
                    ModelBuilder.ints("dilations", 1, 1),
                    ModelBuilder.ints("kernel_shape", 3, 3),
                    ModelBuilder.integer("group", 1)),
            m ->
                m.node(
                    "ConvTranspose",
                    List.of("z", m.weight(1, 2, 3, 4, 4)),
                    ModelBuilder.ints("pads", 1, 1, 1, 1),
                    ModelBuilder.ints("strides", 2, 2),
                    ModelBuilder.ints("output_padding", 0, 0),
                    ModelBuilder.integer("group", 1)),
            m ->
                m.node(
                    "MaxPool",
                    List.of("z"),
                    ModelBuilder.ints("kernel_shape", 2, 2),
                    ModelBuilder.ints("strides", 2, 2),
                    ModelBuilder.ints("dilations", 1, 1),
                    ModelBuilder.integer("ceil_mode", 1)),
            m ->
                m.node(
                    "AveragePool",
                    List.of("z"),
                    ModelBuilder.ints("kernel_shape", 2, 2),
                    ModelBuilder.ints("strides", 2, 2),
                    ModelBuilder.ints("pads", 0, 0, 1, 1)),
            m ->
                m.node(
                    "LpPool",
                    List.of("z"),
                    ModelBuilder.ints("kernel_shape", 2, 2),
                    ModelBuilder.integer("p", 2)),
            m -> m.node("LRN", List.of("z"), ModelBuilder.integer("size", 3)),
            m -> m.node("SpaceToDepth", List.of("z"), ModelBuilder.integer("blocksize", 2)),
            m ->
                m.node(
                    "DepthToSpace",
                    List.of(m.node("Concat", List.of("z", "z"), ModelBuilder.integer("axis", 1))),
                    ModelBuilder.integer("blocksize", 2)),
            m -> m.node("Resize", List.of("z", "", m.constant(new float[] {1, 1, 2, 2}, 4))),
            m -> m.node("Pad", List.of("z", m.constant(new long[] {0, 0, 1, 1, 0, 0, 1, 1}, 8))),
            m -> m.node("Tile", List.of("z", m.constant(new long[] {1, 1, 2, 2}, 4))),
            m -> m.node("Expand", List.of("z", m.constant(new long[] {1, 2, 4, 4}, 4))),
            m ->
                m.node(
                    "Slice",
                    List.of(
                        "z",
                        m.constant(new long[] {0}, 1),
                        m.constant(new long[] {3}, 1),
                        m.constant(new long[] {2}, 1),
                        m.constant(new long[] {1}, 1))),
            m ->
                m.node(
                    "Add",
                    List.of(
                        "z",
                        m.node(
                            "Cast",
                            List.of(
                                m.node(
                                    "Div",
                                    List.of(
                                        m.node("Shape", List.of("z")),
                                        m.constant(new long[] {1, 2, 4, 4}, 4)))),
                            ModelBuilder.integer("to", ModelBuilder.FLOAT)))),
            m ->
                m.node(
                    "Add",
                    List.of(
                        "z",
                        m.node(
                            "Cast",
                            List.of(
                                m.node(
                                    "Mod",
                                    List.of(
                                        m.node("Shape", List.of("z")),
                                        m.constant(new long[] {3, 2, 5, 4}, 4)))),
                            ModelBuilder.integer("to", ModelBuilder.FLOAT)))),
            m -> m.node("Gather", List.of("z", m.constant(new long[] {0, 1}, 2)), axis(2)),
            m -> m.node("ReduceMean", List.of("z"), ModelBuilder.ints("axes", 2, 3)),
            m -> m.node("Transpose", List.of("z"), ModelBuilder.ints("perm", 0, 1, 3, 2)),
            m -> m.node("Softmax", List.of("z"), axis(1)),
            m ->
                m.node(
                    "Mul",
                    List.of(
                        "z",
                        m.node("ConstantOfShape", List.of(m.constant(new long[] {2, 4, 4}, 3))))),
            m -> m.node("InstanceNormalization", List.of("z", m.weight(1, 2), m.weight(1, 2))))) {
      ModelBuilder model = new ModelBuilder().input("z", ModelBuilder.FLOAT, -1, 2, 4, 4);
      String out = part.add(model);
      model.nodeTo("out", "Tanh", List.of(out));
      models.add(model.output("out", ModelBuilder.FLOAT, -1, -1, -1, -1).build());
    }
    return models;
  }

  private static AttributeProto axis(long value) {
    return ModelBuilder.integer("axis", value);
  }

  /** Adds nodes to a model and returns the name of the last output. */
  private interface Part {
    String add(ModelBuilder model);
  }
}
