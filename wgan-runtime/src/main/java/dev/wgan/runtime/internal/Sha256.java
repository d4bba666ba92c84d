package dev.wgan.runtime.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 digests.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Sha256 {
  private Sha256() {}

  /**
   * Returns a digest that has digested nothing yet.
   *
   * @return a new digest
   */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * Ends a digest.
   *
   * @param digest the digest, reset afterwards
   * @return 64 lower-case hexadecimal digits
   */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
