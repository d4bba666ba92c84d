package dev.wgan.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The names of layers' types in JSON, and translations of other common names. */
final class LayerTypes {
  private static final int NEAR = 2;

  /** Layers that have other names elsewhere, or are written with other layers. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("dense", "use linear"),
          Map.entry("fullyconnected", "use linear"),
          Map.entry("fc", "use linear"),
          Map.entry("deconv", "use conv_transpose"),
          Map.entry("lrelu", "use leaky_relu"),
          Map.entry("swish", "use silu"),
          Map.entry("unflatten", "use reshape"),
          Map.entry("view", "use reshape"),
          Map.entry("embedding", "use label_embedding after an input layer"),
          Map.entry("upsampling", "use upsample"),
          Map.entry("interpolate", "use upsample"),
          Map.entry("depthtospace", "use pixel_shuffle"),
          Map.entry("reflectionpad", "use pad with mode reflect"),
          Map.entry("zeropad", "use pad"),
          Map.entry("adaptiveavgpool", "use global_avg_pool for one value per channel"),
          Map.entry("sequential", "list its layers where it stands"),
          Map.entry("spectralnorm", "divide the weight by its norm and keep the plain layer"),
          Map.entry("weightnorm", "multiply the weight out and keep the plain layer"),
          Map.entry("identity", "leave it out"));

  private LayerTypes() {}

  static SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (JsonSubTypes.Type type : LayerSpec.class.getAnnotation(JsonSubTypes.class).value()) {
      names.add(type.name());
    }
    return names;
  }

  /** Suggests a replacement for an unknown type. */
  static String instead(String type) {
    String plain = plain(type);
    String known = INSTEAD.get(plain);
    if (known != null) {
      return known;
    }
    for (String name : names()) {
      if (distance(plain, plain(name)) <= NEAR) {
        return "use " + name;
      }
    }
    return "expected one of %s; others can be provided as custom layers".formatted(names());
  }

  /** A name without case, underscores and the number of dimensions: BatchNorm2d is batchnorm. */
  private static String plain(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("[_\\- ]|[123]d$", "");
  }

  /** The number of letters to change, add or remove (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
