package dev.wgan.runtime;

import dev.wgan.runtime.WireReader.MalformedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The SHA-256 by which a model shows that no part of it was damaged. It proves integrity, not where
 * the model comes from: whoever changes a file can write a new digest.
 *
 * <p>Format 2 covers, in this order: each property whose key starts with {@code wgan.} but the
 * digest itself, in ascending order of keys, as key, 0, value, 0; {@code ir N}, 0; for each
 * operator set in ascending order of domains {@code opset DOMAIN VERSION}, 0; the bytes of the
 * model's functions; those of its graph; those of its external files in ascending order of their
 * locations. Format 1 covers graph and external files.
 *
 * <p>Thread-safe: there is no state.
 */
final class ModelDigest {
  /** The property that holds the digest of format 2. */
  static final String KEY = "wgan.sha256";

  /** The property that holds the digest of format 1. */
  static final String OF_FORMAT_1 = "wgan.graph.sha256";

  private static final String OURS = "wgan.";
  private static final int FUNCTION = 25;

  private ModelDigest() {}

  /**
   * Compares a model with the digest that it states; one without a digest passes, unless its format
   * demands one.
   */
  static void check(String model, OnnxFile file, byte[] bytes, ExternalData external) {
    Map<String, String> metadata = file.metadata();
    String whole = metadata.get(KEY);
    String stated = whole != null ? whole : metadata.get(OF_FORMAT_1);
    if (stated == null) {
      if ("2".equals(metadata.get("wgan.format"))) {
        throw new ModelLoadException(
            "%s is damaged or was changed: it has no digest (the property %s)"
                .formatted(model, KEY));
      }
      return;
    }
    MessageDigest digest = sha256();
    if (whole != null) {
      digest.update(head(file).getBytes(StandardCharsets.UTF_8));
      functions(bytes, digest);
    }
    digest.update(bytes, file.graphStart(), file.graphLength());
    external.update(digest);
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(stated)) {
      throw new ModelLoadException(
          "%s is damaged or was changed: its digest is %s where it says %s"
              .formatted(model, found, stated));
    }
  }

  private static String head(OnnxFile file) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(file.metadata())
        .forEach(
            (key, value) -> {
              if (key.startsWith(OURS) && !key.equals(KEY)) {
                text.append(key).append('\0').append(value).append('\0');
              }
            });
    text.append("ir ").append(file.irVersion()).append('\0');
    new TreeMap<>(file.opsets())
        .forEach(
            (domain, version) ->
                text.append("opset ")
                    .append(domain)
                    .append(' ')
                    .append(version.longValue())
                    .append('\0'));
    return text.toString();
  }

  private static void functions(byte[] bytes, MessageDigest digest) {
    try {
      WireReader fields = new WireReader(bytes, 0, bytes.length);
      while (fields.next()) {
        if (fields.field() == FUNCTION) {
          digest.update(bytes, fields.start(), fields.length());
        }
      }
    } catch (MalformedException e) {
      throw new IllegalStateException("a file that was read before cannot be read again", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
