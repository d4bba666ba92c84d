package dev.wgan.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds every malformed layer in a network's JSON, with its place and a remedy. */
final class LayerProblems {
  private static final Set<String> CHAINS = Set.of("body", "shortcut");

  /** Jackson has no exception type for this. */
  private static final Pattern MISSING =
      Pattern.compile("Missing (?:required )?creator property '(\\w+)'");

  private final ObjectMapper mapper;
  private final List<String> problems = new ArrayList<>();

  private LayerProblems(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Returns one sentence per problem. */
  static List<String> find(JsonNode network, ObjectMapper mapper) {
    LayerProblems found = new LayerProblems(mapper);
    JsonNode layers = network.path("layers");
    if (layers.isArray()) {
      found.chain(layers, "layers");
    }
    return found.problems;
  }

  private void chain(JsonNode layers, String place) {
    for (int i = 0; i < layers.size(); i++) {
      layer(layers.get(i), "%s[%s]".formatted(place, i));
    }
  }

  private void layer(JsonNode layer, String place) {
    if (!layer.path("type").isTextual()) {
      problems.add("%s is %s: expected an object with a type".formatted(place, shortened(layer)));
      return;
    }
    String type = layer.get("type").textValue();
    if (!LayerTypes.names().contains(type)) {
      problems.add("%s has the type '%s': %s".formatted(place, type, LayerTypes.instead(type)));
      return;
    }
    // The chains are checked one layer at a time, and the composite without them.
    ObjectNode alone = layer.deepCopy();
    for (Map.Entry<String, JsonNode> field : layer.properties()) {
      String at = place + "." + field.getKey();
      if (CHAINS.contains(field.getKey()) && field.getValue().isArray()) {
        chain(field.getValue(), at);
        alone.putArray(field.getKey());
      } else if (field.getKey().equals("branches") && field.getValue().isArray()) {
        for (int b = 0; b < field.getValue().size(); b++) {
          chain(field.getValue().get(b), "%s[%s]".formatted(at, b));
          alone.withArray("branches").set(b, mapper.createArrayNode());
        }
      }
    }
    try {
      mapper.treeToValue(alone, LayerSpec.class);
    } catch (JsonProcessingException e) {
      problems.add("%s (%s) %s".formatted(place, type, sentence(e)));
    }
  }

  private static String sentence(JsonProcessingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof NetworkException) {
        return String.valueOf(cause.getMessage());
      }
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
      return "has the unknown field '%s': expected %s".formatted(unknown.getPropertyName(), known);
    }
    String original = e.getOriginalMessage();
    Matcher missing = MISSING.matcher(original);
    return missing.find()
        ? "lacks the field '%s'".formatted(missing.group(1))
        : "cannot be read: " + original.lines().findFirst().orElse("");
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 57) + "..." : text;
  }
}
