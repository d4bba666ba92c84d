package dev.wgan.spark;

import dev.wgan.runtime.internal.Sha256;
import java.security.MessageDigest;

/**
 * The bytes of a model with their digest, which names its session in every JVM.
 *
 * <p>Immutable: nobody changes the bytes. Thread-safe.
 */
final class ModelBytes {
  private final byte[] bytes;
  private final String digest;

  private ModelBytes(byte[] bytes, String digest) {
    this.bytes = bytes;
    this.digest = digest;
  }

  static ModelBytes of(byte[] bytes) {
    MessageDigest digest = Sha256.digest();
    digest.update(bytes);
    return new ModelBytes(bytes, Sha256.hex(digest));
  }

  byte[] bytes() {
    return bytes;
  }

  /** The SHA-256 of all bytes. */
  String digest() {
    return digest;
  }

  SessionKey key(ReadRequest request) {
    return new SessionKey(request.origin().text(), digest, request.session());
  }
}
