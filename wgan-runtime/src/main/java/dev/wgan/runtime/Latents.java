package dev.wgan.runtime;

import dev.wgan.noise.NoiseFiller;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Arithmetic on latents.
 *
 * <p>Thread-safe: there is no state.
 */
public final class Latents {
  /** Below this sine the two directions are one, or opposite, and the great circle is undefined. */
  private static final double PARALLEL = 1e-6;

  private Latents() {}

  /**
   * Interpolates on the sphere between two latents, which keeps the lengths of normal latents;
   * straight interpolation passes through improbably short ones. Shoemake, "Animating rotation with
   * quaternion curves", SIGGRAPH 1985, section 3.3.
   *
   * @param from the latent at t = 0
   * @param to the latent at t = 1, of the same size
   * @param t where in between, usually 0 to 1
   * @return a new latent; on the straight line if the two are parallel or one is zero
   * @throws InputException if the sizes differ or t is not finite
   */
  public static float[] slerp(float[] from, float[] to, double t) {
    Arguments.require(from, "from");
    Arguments.require(to, "to");
    if (from.length != to.length || !Double.isFinite(t)) {
      throw new InputException(
          "latents of %s and %s elements at %s: expected equal sizes and a finite number"
              .formatted(from.length, to.length, t));
    }
    double dot = 0;
    double fromSquared = 0;
    double toSquared = 0;
    for (int i = 0; i < from.length; i++) {
      dot += (double) from[i] * to[i];
      fromSquared += (double) from[i] * from[i];
      toSquared += (double) to[i] * to[i];
    }
    double lengths = Math.sqrt(fromSquared * toSquared);
    double angle = lengths == 0 ? 0 : Math.acos(Math.max(-1, Math.min(1, dot / lengths)));
    double sine = Math.sin(angle);
    double fromWeight = sine < PARALLEL ? 1 - t : Math.sin((1 - t) * angle) / sine;
    double toWeight = sine < PARALLEL ? t : Math.sin(t * angle) / sine;
    float[] between = new float[from.length];
    for (int i = 0; i < between.length; i++) {
      between[i] = (float) (fromWeight * from[i] + toWeight * to[i]);
    }
    return between;
  }

  /** Returns the latents of samples first to first + n - 1 of a seed, as a model takes them. */
  static TensorData of(ModelInfo info, long first, int n, long seed) {
    ModelInput latent =
        info.input(ModelInput.Role.LATENT)
            .orElseThrow(() -> new InputException("the model has no latent"));
    int size = (int) Shapes.elements(latent.shape());
    Arguments.requireIndices(first, n);
    if ((long) n * size > Integer.MAX_VALUE - 8) {
      throw new InputException(
          "%s latents of shape %s are more than one array holds".formatted(n, latent.shape()));
    }
    float[] values = new float[n * size];
    NoiseFiller.of(info.latentDistribution(), size, n)
        .fill(seed, first, n, FloatBuffer.wrap(values));
    int[] shape = new int[latent.shape().size() + 1];
    shape[0] = n;
    for (int d = 1; d < shape.length; d++) {
      shape[d] = latent.shape().get(d - 1);
    }
    return TensorData.of(values, shape);
  }

  /** Refuses what is not the values of one latent of a model, with or without a leading 1. */
  static void requireOne(ModelInfo info, TensorData latent, String name) {
    Arguments.require(latent, name);
    List<Integer> one = info.input(ModelInput.Role.LATENT).map(ModelInput::shape).orElse(List.of());
    if (latent.elements() != Shapes.elements(one)) {
      throw new InputException(
          "%s has the shape %s: expected one latent, of shape %s"
              .formatted(name, Shapes.text(latent.shape()), Shapes.text(one)));
    }
  }
}
