package dev.wgan.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file {@code codes.json} of a checkpoint: the properties of a model file that describe the
 * typed columns of a table, calibrated to the generator of the checkpoint.
 *
 * <p>Thread-safe: there is no state.
 */
public final class CodesFile {
  /** A table of many columns has much longer properties than any network has. */
  private static final long MAX_BYTES = 1L << 28;

  private CodesFile() {}

  /**
   * Writes properties.
   *
   * @param properties the properties
   * @return JSON
   */
  public static String write(Map<String, String> properties) {
    return NetworkJson.write(new TreeMap<>(properties));
  }

  /**
   * Reads properties.
   *
   * @param file the file
   * @return the properties
   * @throws NetworkException if the file cannot be read or is not an object of texts
   */
  public static Map<String, String> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new NetworkException(
            "%s has %s bytes: expected at most %s".formatted(file, Files.size(file), MAX_BYTES));
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      JsonNode tree = NetworkJson.mapper().readTree(text);
      if (!tree.isObject() || tree.isEmpty()) {
        throw new NetworkException(
            "%s is %s: expected an object of texts, one at least"
                .formatted(file, text.isBlank() ? "empty" : tree));
      }
      Map<String, String> properties = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : tree.properties()) {
        if (!entry.getValue().isTextual()) {
          throw new NetworkException(
              "%s has the value %s for %s: expected a text"
                  .formatted(file, entry.getValue(), entry.getKey()));
        }
        properties.put(entry.getKey(), entry.getValue().textValue());
      }
      return properties;
    } catch (JsonProcessingException e) {
      throw new NetworkException("%s is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new NetworkException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
