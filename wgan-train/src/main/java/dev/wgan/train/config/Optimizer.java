package dev.wgan.train.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.constraint.NumberKey;
import dev.wgan.train.constraint.NumberRange;
import dev.wgan.train.torchscript.Optimizers;
import java.util.ArrayList;
import java.util.List;

/**
 * How parameters follow their gradients, by PyTorch's formulas.
 *
 * <p>Immutable and thread-safe.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Optimizer.Rmsprop.class, name = "rmsprop"),
  @JsonSubTypes.Type(value = Optimizer.Adam.class, name = "adam"),
})
public sealed interface Optimizer {
  /**
   * RMSprop without momentum (Tieleman and Hinton 2012): what Arjovsky et al. 2017 train with.
   *
   * @param alpha the decay of the mean square, in [0, 1); usually 0.99
   * @param eps what is added to the root, from 1e-12 to 1; usually 1e-8
   */
  record Rmsprop(double alpha, double eps) implements Optimizer {
    private static final NumberKey ALPHA =
        new NumberKey(
            "alpha", NumberRange.share(), "the decay of the mean square of the gradients");
    private static final NumberKey EPS =
        new NumberKey("eps", NumberRange.from(1e-12, 1), "what is added to the root");

    /**
     * Checks the numbers.
     *
     * @param alpha the decay of the mean square
     * @param eps what is added to the root
     * @throws IllegalArgumentException if one is out of range
     */
    public Rmsprop {
      ALPHA.require(alpha);
      EPS.require(eps);
    }

    @Override
    public List<NumberKey> keys() {
      return List.of(ALPHA, EPS);
    }
  }

  /**
   * Adam (Kingma and Ba 2015): what Gulrajani et al. 2017 train with, at beta1 = 0 and beta2 = 0.9.
   *
   * @param beta1 the decay of the first moment, in [0, 1)
   * @param beta2 the decay of the second moment, in [0, 1)
   * @param eps what is added to the root, from 1e-12 to 1; usually 1e-8
   */
  record Adam(double beta1, double beta2, double eps) implements Optimizer {
    private static final NumberKey BETA1 =
        new NumberKey("beta1", NumberRange.share(), "the decay of the mean of the gradients");
    private static final NumberKey BETA2 =
        new NumberKey(
            "beta2", NumberRange.share(), "the decay of the mean square of the gradients");
    private static final NumberKey EPS =
        new NumberKey("eps", NumberRange.from(1e-12, 1), "what is added to the root");

    /**
     * Checks the numbers.
     *
     * @param beta1 the decay of the first moment
     * @param beta2 the decay of the second moment
     * @param eps what is added to the root
     * @throws IllegalArgumentException if one is out of range
     */
    public Adam {
      BETA1.require(beta1);
      BETA2.require(beta2);
      EPS.require(eps);
    }

    @Override
    public List<NumberKey> keys() {
      return List.of(BETA1, BETA2, EPS);
    }
  }

  /**
   * Returns the optimizer's numbers, which a configuration may set.
   *
   * @return a key per number, in the order of the record
   */
  List<NumberKey> keys();

  /**
   * Returns the shapes of the state, all zero at first.
   *
   * @param parameters the trainable parameters
   * @return a shape per state tensor, in the order that the script takes
   */
  default List<Shape> state(List<ParameterSpec> parameters) {
    List<Shape> shapes = new ArrayList<>();
    parameters.forEach(parameter -> shapes.add(parameter.shape()));
    if (this instanceof Adam) {
      parameters.forEach(parameter -> shapes.add(parameter.shape()));
      shapes.add(Shape.of());
    }
    return shapes;
  }

  /**
   * Writes the update.
   *
   * @return the TorchScript method {@code update}
   */
  default String script() {
    if (this instanceof Adam adam) {
      return Optimizers.adam(adam.beta1(), adam.beta2(), adam.eps());
    }
    Rmsprop rmsprop = (Rmsprop) this;
    return Optimizers.rmsprop(rmsprop.alpha(), rmsprop.eps());
  }
}
