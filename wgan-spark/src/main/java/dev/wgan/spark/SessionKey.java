package dev.wgan.spark;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key of a session within a JVM: the digest of the model and the options of the session. The
 * name serves messages only.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model the name of the model
 * @param digest the SHA-256 of the model's bytes
 * @param choice the options of the session
 */
record SessionKey(String model, String digest, SessionChoice choice) implements Serializable {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionKey that
        && digest.equals(that.digest)
        && choice.equals(that.choice);
  }

  @Override
  public int hashCode() {
    return Objects.hash(digest, choice);
  }
}
