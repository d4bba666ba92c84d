package dev.wgan.runtime.internal;

import java.util.Map;
import java.util.TreeMap;

/**
 * The part of a model's digest that precedes its functions and its graph, in format 2: the {@code
 * wgan.} properties and the versions in the file.
 *
 * <p>Thread-safe: there is no state.
 */
public final class DigestHead {
  private DigestHead() {}

  /**
   * Returns the text whose UTF-8 bytes are digested first: each property whose key starts with
   * {@code wgan.} but the digest itself, in ascending order of keys, as key, 0, value, 0; {@code ir
   * N}, 0; for each operator set in ascending order of domains {@code opset DOMAIN VERSION}, 0.
   *
   * @param properties the metadata properties
   * @param irVersion the version of the file format that ONNX defines
   * @param opsets the version of each operator set by its domain
   * @return the text
   */
  public static String text(
      Map<String, String> properties, long irVersion, Map<String, ? extends Number> opsets) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(properties)
        .forEach(
            (key, value) -> {
              if (key.startsWith(MetadataKeys.PREFIX) && !MetadataKeys.SHA256.covers(key)) {
                text.append(key).append('\0').append(value).append('\0');
              }
            });
    text.append("ir ").append(irVersion).append('\0');
    new TreeMap<>(opsets)
        .forEach(
            (domain, version) ->
                text.append("opset ")
                    .append(domain)
                    .append(' ')
                    .append(version.longValue())
                    .append('\0'));
    return text.toString();
  }
}
