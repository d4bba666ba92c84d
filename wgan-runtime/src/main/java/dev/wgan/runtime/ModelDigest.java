package dev.wgan.runtime;

import dev.wgan.runtime.WireReader.MalformedException;
import dev.wgan.runtime.internal.DigestHead;
import dev.wgan.runtime.internal.MetadataKeys;
import dev.wgan.runtime.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/**
 * The SHA-256 by which a model shows that no part of it was damaged. It proves integrity, not where
 * the model comes from: whoever changes a file can write a new digest.
 *
 * <p>Format 2 covers, in this order: the properties and versions as {@link DigestHead} writes them;
 * the bytes of the model's functions; those of its graph; those of its external files in ascending
 * order of their locations. Format 1 covers graph and external files.
 *
 * <p>Thread-safe: there is no state.
 */
final class ModelDigest {
  private static final int FUNCTION = 25;

  private ModelDigest() {}

  /**
   * Compares a model with the digest that it states; one without a digest passes, unless its format
   * demands one.
   */
  static void check(String model, OnnxFile file, byte[] bytes, ExternalData external) {
    Map<String, String> metadata = file.metadata();
    String whole = metadata.get(MetadataKeys.SHA256.name());
    String stated = whole != null ? whole : metadata.get(MetadataKeys.GRAPH_SHA256.name());
    if (stated == null) {
      if ("2".equals(metadata.get(MetadataKeys.FORMAT.name()))) {
        throw new ModelLoadException(
            "%s is damaged or was changed: it has no digest (the property %s)"
                .formatted(model, MetadataKeys.SHA256.name()));
      }
      return;
    }
    MessageDigest digest = Sha256.digest();
    if (whole != null) {
      String head = DigestHead.text(metadata, file.irVersion(), file.opsets());
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      functions(bytes, digest);
    }
    digest.update(bytes, file.graphStart(), file.graphLength());
    external.update(digest);
    String found = Sha256.hex(digest);
    if (!found.equals(stated)) {
      throw new ModelLoadException(
          "%s is damaged or was changed: its digest is %s, expected %s"
              .formatted(model, found, stated));
    }
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
}
