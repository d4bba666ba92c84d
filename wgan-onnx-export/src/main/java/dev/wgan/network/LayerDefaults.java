package dev.wgan.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Defaults of layers in JSON: PyTorch's values, and one number for all dimensions. */
final class LayerDefaults {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<String, Map<String, JsonNode>> DEFAULTS =
      Map.ofEntries(
          Map.entry("linear", Map.of("bias", yes())),
          Map.entry("conv", Map.of("groups", NODES.numberNode(1), "bias", yes())),
          Map.entry("conv_transpose", Map.of("groups", NODES.numberNode(1), "bias", yes())),
          Map.entry("conv3d", Map.of("bias", yes())),
          Map.entry("batch_norm", Map.of("eps", eps(), "momentum", tenth(), "affine", yes())),
          Map.entry(
              "conditional_batch_norm",
              Map.of("eps", eps(), "momentum", tenth(), "label", NODES.textNode("label"))),
          Map.entry("instance_norm", Map.of("eps", eps(), "affine", no())),
          Map.entry("layer_norm", Map.of("eps", eps(), "affine", yes())),
          Map.entry("group_norm", Map.of("eps", eps(), "affine", yes())),
          Map.entry("pixel_norm", Map.of("eps", NODES.numberNode(1e-8))),
          Map.entry("leaky_relu", Map.of("slope", NODES.numberNode(0.01))),
          Map.entry("prelu", Map.of("channels", NODES.numberNode(1))),
          Map.entry("elu", Map.of("alpha", NODES.numberNode(1.0))),
          Map.entry("gelu", Map.of("tanh", no())),
          Map.entry(
              "softplus",
              Map.of("beta", NODES.numberNode(1.0), "threshold", NODES.numberNode(20.0))),
          Map.entry("dropout", Map.of("p", NODES.numberNode(0.5))),
          Map.entry("upsample", Map.of("mode", NODES.textNode("nearest"), "align_corners", no())),
          Map.entry("avg_pool", Map.of("ceil_mode", no(), "count_include_pad", yes())),
          Map.entry("max_pool", Map.of("ceil_mode", no())),
          Map.entry("pad", Map.of("mode", NODES.textNode("zero"))),
          Map.entry("backdrop", Map.of("closed_corners", no())),
          Map.entry("scale", Map.of("offset", NODES.numberNode(0.0))),
          Map.entry(
              "pyramid_fill",
              Map.of("mask", NODES.textNode("mask"), "sweeps", NODES.numberNode(0))),
          Map.entry(
              "blend", Map.of("mask", NODES.textNode("mask"), "image", NODES.textNode("image"))),
          Map.entry("custom", Map.of("attributes", NODES.objectNode())),
          Map.entry("residual", Map.of("shortcut", NODES.arrayNode())));

  private LayerDefaults() {}

  /** Completes every layer below a node, in place. */
  static void fill(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("type").isTextual()) {
      String type = object.get("type").textValue();
      DEFAULTS.getOrDefault(type, Map.of()).forEach((key, value) -> complete(object, key, value));
      spatial(type, object);
    } else if (node instanceof ObjectNode object && object.has("role")) {
      complete(object, "classes", NODES.numberNode(0));
      complete(object, "shape", NODES.arrayNode());
    }
    node.forEach(LayerDefaults::fill);
  }

  /** Lists with one entry per dimension of the kernel. */
  private static void spatial(String type, ObjectNode layer) {
    int dims = layer.path("kernel").isArray() ? layer.get("kernel").size() : 2;
    switch (type) {
      case "conv", "conv_transpose", "avg_pool", "max_pool" -> {
        expand(layer, "kernel", dims);
        boolean pool = type.endsWith("pool");
        complete(layer, "stride", pool ? layer.path("kernel") : NODES.numberNode(1));
        complete(layer, "padding", NODES.numberNode(0));
        expand(layer, "stride", dims);
        expand(layer, "padding", dims);
        if (!pool) {
          complete(layer, "dilation", NODES.numberNode(1));
          expand(layer, "dilation", dims);
        }
        if (type.equals("conv_transpose")) {
          complete(layer, "output_padding", NODES.numberNode(0));
          expand(layer, "output_padding", dims);
        }
      }
      case "conv3d" -> {
        complete(layer, "stride", NODES.numberNode(1));
        complete(layer, "padding", NODES.numberNode(0));
        for (String key : List.of("kernel", "stride", "padding")) {
          expand(layer, key, 3);
        }
      }
      case "upsample" -> expand(layer, "scale", 2);
      case "pad" -> {
        int sides = layer.path("before").isArray() ? layer.get("before").size() : 2;
        expand(layer, "before", sides);
        complete(layer, "after", layer.path("before"));
        expand(layer, "after", sides);
      }
      default -> {}
    }
  }

  private static void complete(ObjectNode layer, String key, JsonNode value) {
    if (!layer.has(key)) {
      layer.set(key, value.deepCopy());
    }
  }

  private static void expand(ObjectNode layer, String key, int dims) {
    JsonNode value = layer.get(key);
    if (value != null && value.isInt()) {
      ArrayNode list = NODES.arrayNode();
      for (int i = 0; i < dims; i++) {
        list.add(value);
      }
      layer.set(key, list);
    }
  }

  private static JsonNode yes() {
    return NODES.booleanNode(true);
  }

  private static JsonNode no() {
    return NODES.booleanNode(false);
  }

  private static JsonNode eps() {
    return NODES.numberNode(1e-5);
  }

  private static JsonNode tenth() {
    return NODES.numberNode(0.1);
  }
}
