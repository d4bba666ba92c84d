package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of nodes by which ONNX Runtime divides, allocates or counts without a look. They
 * mean the same in every operator that has them, also in those of other domains.
 *
 * <p>Immutable and thread-safe.
 */
final class AttributeRules {
  /** More than any network asks for, and few enough that no product of two overflows. */
  private static final long MOST = 1 << 24;

  private static final long RANK = 64;

  /** The range of a setting, or of each of its numbers. */
  private record Range(long least, long most) {
    boolean contains(long value) {
      return value >= least && value <= most;
    }
  }

  private static final Range POSITIVE = new Range(1, MOST);

  /** Of a region; ONNX Runtime samples each place of it. */
  private static final Range SIDE = new Range(1, 1 << 12);

  private static final Range RATIO = new Range(0, 64);
  private static final Range COUNT = new Range(0, MOST);
  private static final Range AXIS = new Range(-RANK, RANK - 1);
  private static final Range SHIFT = new Range(-MOST, MOST);

  private static final Map<String, Range> RANGES =
      Map.ofEntries(
          Map.entry("group", POSITIVE),
          Map.entry("groups", POSITIVE),
          Map.entry("num_groups", POSITIVE),
          Map.entry("strides", POSITIVE),
          Map.entry("stride", POSITIVE),
          Map.entry("dilations", POSITIVE),
          Map.entry("dilation", POSITIVE),
          Map.entry("kernel_shape", POSITIVE),
          Map.entry("kernel_size", POSITIVE),
          Map.entry("pooled_shape", POSITIVE),
          Map.entry("output_padding", COUNT),
          Map.entry("blocksize", POSITIVE),
          Map.entry("block_size", COUNT),
          Map.entry("bits", POSITIVE),
          Map.entry("num_heads", POSITIVE),
          Map.entry("q_num_heads", POSITIVE),
          Map.entry("kv_num_heads", POSITIVE),
          Map.entry("hidden_size", POSITIVE),
          Map.entry("num_outputs", POSITIVE),
          Map.entry("output_height", SIDE),
          Map.entry("output_width", SIDE),
          Map.entry("sampling_ratio", RATIO),
          Map.entry("batch_dims", COUNT),
          Map.entry("sample_size", COUNT),
          Map.entry("axis", AXIS),
          Map.entry("axes", AXIS),
          Map.entry("batch_axis", AXIS),
          Map.entry("time_axis", AXIS),
          Map.entry("perm", new Range(0, RANK - 1)));

  /** Operators whose settings are checked where they stand. */
  private static final Set<String> OWN_SETTINGS =
      Set.of(
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Multinomial",
          "Bernoulli",
          "TfIdfVectorizer");

  private final Map<String, List<OnnxAttribute>> byName = new HashMap<>();

  /** Rules for the nodes of a file; settings of functions are looked up in it. */
  AttributeRules(OnnxFile file) {
    if (!file.functions().isEmpty()) {
      file.functions().forEach(function -> function.defaults().forEach(this::add));
      file.allNodes().forEach(node -> node.attributes().values().forEach(this::add));
    }
  }

  private void add(OnnxAttribute attribute) {
    byName.computeIfAbsent(attribute.name(), name -> new ArrayList<>()).add(attribute);
  }

  void check(OnnxNode node, List<String> found) {
    for (OnnxAttribute attribute : node.attributes().values()) {
      range(node, attribute.name()).ifPresent(range -> check(node, attribute, range, found));
    }
    if (window(node)) {
      pads(node, found);
    }
    boolean refers = node.attributes().values().stream().anyMatch(a -> !a.reference().isEmpty());
    if (refers && OWN_SETTINGS.contains(node.operator())) {
      found.add(
          "%s takes a setting from the function around it: expected each of its settings as a value"
              .formatted(node.where()));
    }
  }

  private void check(OnnxNode node, OnnxAttribute attribute, Range range, List<String> found) {
    List<OnnxAttribute> values =
        attribute.reference().isEmpty()
            ? List.of(attribute)
            : byName.getOrDefault(attribute.reference(), List.of());
    for (OnnxAttribute value : values) {
      for (long number : numbers(value)) {
        if (!range.contains(number)) {
          found.add(
              "%s has %s %s: expected %s"
                  .formatted(node.where(), attribute.name(), number, text(range)));
          break;
        }
      }
    }
  }

  private static long[] numbers(OnnxAttribute attribute) {
    return attribute
        .integers()
        .or(() -> attribute.integer().map(value -> new long[] {value}))
        .orElse(new long[0]);
  }

  private static Optional<Range> range(OnnxNode node, String attribute) {
    return switch (attribute) {
      case "pads" -> Optional.of(window(node) ? COUNT : SHIFT);
      case "size" -> node.is("LRN") ? Optional.of(POSITIVE) : Optional.empty();
      case "p" -> node.opType().endsWith("LpPool") ? Optional.of(POSITIVE) : Optional.empty();
      case "output_shape" ->
          node.opType().contains("ConvTranspose") ? Optional.of(POSITIVE) : Optional.empty();
      default -> Optional.ofNullable(RANGES.get(attribute));
    };
  }

  /** Returns whether a node moves a window over its input. */
  private static boolean window(OnnxNode node) {
    return node.opType().contains("Conv") || node.opType().contains("Pool");
  }

  /** One stride for each side of the kernel, and two paddings, or ONNX Runtime reads past one. */
  private static void pads(OnnxNode node, List<String> found) {
    int rank = -1;
    for (String name : List.of("kernel_shape", "strides", "dilations", "output_padding")) {
      int length = node.integers(name).map(values -> values.length).orElse(-1);
      if (length >= 0 && rank >= 0 && length != rank) {
        found.add(
            "%s has %s values of %s: expected %s, as of its other settings"
                .formatted(node.where(), length, name, rank));
      }
      rank = Math.max(rank, length);
    }
    int pads = node.integers("pads").map(values -> values.length).orElse(-1);
    if (pads >= 0 && rank >= 0 && pads != 2 * rank) {
      found.add(
          "%s has %s values of pads: expected %s, two for each side of its kernel"
              .formatted(node.where(), pads, 2 * rank));
    }
  }

  private static String text(Range range) {
    return range.equals(POSITIVE)
        ? "1 or more, and at most %s".formatted(MOST)
        : "%s to %s".formatted(range.least(), range.most());
  }
}
