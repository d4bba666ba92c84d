package dev.wgan.train.constraint;

import dev.wgan.network.NetworkSpec;
import dev.wgan.train.key.NumberKey;
import dev.wgan.train.key.NumberRange;
import java.util.List;

/**
 * Divides each weight matrix of the critic by its largest singular value, found by power iteration
 * (Miyato et al. 2018, "Spectral normalization for GANs", equation 8 and Algorithm 1); convolutions
 * as matrices of [out, in × kernel].
 *
 * <p>Immutable and thread-safe. As in PyTorch, one vector per matrix is kept from step to step, and
 * gradients flow through the singular value but not through the vectors.
 *
 * @param iterations power iterations per critic step, 1 or more
 */
public record SpectralNormalization(int iterations) implements LipschitzConstraint {
  private static final NumberKey ITERATIONS =
      new NumberKey("iterations", NumberRange.whole(1, 1000), "power iterations per critic step");

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public SpectralNormalization {
    ITERATIONS.require(iterations);
  }

  @Override
  public List<NumberKey> keys() {
    return List.of(ITERATIONS);
  }

  @Override
  public void check(NetworkSpec critic) {
    if (normalized(critic).isEmpty()) {
      throw new IllegalArgumentException(
          "spectral normalization divides weight matrices: the critic has no linear or convolutional layer");
    }
  }

  @Override
  public List<WeightMatrix> normalized(NetworkSpec critic) {
    return WeightMatrix.of(critic);
  }

  @Override
  public String effective(NetworkSpec critic) {
    StringBuilder body = new StringBuilder("result = list(w)\n");
    List<WeightMatrix> matrices = normalized(critic);
    for (int i = 0; i < matrices.size(); i++) {
      WeightMatrix matrix = matrices.get(i);
      String weight = "w[%s]".formatted(matrix.index());
      String rows = matrix.transposed() ? "torch.transpose(%s, 0, 1)".formatted(weight) : weight;
      body.append(
          """
          result[%1$s] = %2$s / (self).largest(torch.flatten(%3$s, 1), u[%4$s], iterate)
          """
              .formatted(matrix.index(), weight, rows, i));
    }
    return body + "return result\n";
  }

  @Override
  public String methods() {
    return """
    def unit(self: __torch__.Program, v: Tensor) -> Tensor:
      return v / torch.clamp(torch.linalg_vector_norm(v, 2), 1e-12)
    def largest(self: __torch__.Program, m: Tensor, u: Tensor, iterate: bool) -> Tensor:
      d = torch.detach(m)
      v = (self).unit(torch.mv(torch.t(d), u))
      if iterate:
        torch.copy_(u, (self).unit(torch.mv(d, v)))
        for _ in range(%s):
          v = (self).unit(torch.mv(torch.t(d), u))
          torch.copy_(u, (self).unit(torch.mv(d, v)))
      return torch.dot(torch.clone(u), torch.mv(m, v))
    """
        .formatted(iterations - 1);
  }

  @Override
  public SlopeBound slope() {
    return SlopeBound.UNKNOWN;
  }

  @Override
  public String estimateCaption() {
    return "Every layer's slope is held at 1, and the slope of all layers together is often far"
        + " below 1: the distance is underestimated by an unknown factor, so its course is meaningful, its height is not.";
  }

  @Override
  public boolean addsTerm() {
    return false;
  }

  @Override
  public CriticNormalization normalization() {
    return CriticNormalization.NONE;
  }
}
