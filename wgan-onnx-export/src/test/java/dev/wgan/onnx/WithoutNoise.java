package dev.wgan.onnx;

import dev.wgan.runtime.internal.MetadataKeys;

/** An exported file as it was before {@code wgan.noise} was written: the key's one effect. */
final class WithoutNoise {
  private WithoutNoise() {}

  /** Removes the property from a file and states the digest of what is left. */
  static byte[] of(byte[] file) {
    return ModelRewrite.withProperties(file, p -> p.remove(MetadataKeys.NOISE.name()));
  }
}
