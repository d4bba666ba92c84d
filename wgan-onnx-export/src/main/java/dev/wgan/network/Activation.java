package dev.wgan.network;

import java.util.List;

/** A function of each element, or of each position's channels; it keeps the shape. */
public sealed interface Activation extends LayerSpec {
  @Override
  default Shape infer(Shape in, Inputs inputs) {
    return in;
  }

  /** {@code max(x, 0)}. */
  record Relu() implements Activation {
    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.relu(this, site);
    }
  }

  /**
   * {@code x} above 0, {@code slope x} below.
   *
   * @param slope the slope for x below 0
   */
  record LeakyRelu(double slope) implements Activation {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public LeakyRelu {
      Checks.finite("slope", slope);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.leakyRelu(this, site);
    }
  }

  /**
   * {@code x} above 0, {@code weight x} below, with learned weights (He et al. 2015).
   *
   * @param channels 1 for one weight in all, otherwise one per channel
   */
  record PRelu(int channels) implements Activation {
    /**
     * Checks the number.
     *
     * @throws NetworkException if it is below 1
     */
    public PRelu {
      Checks.positive("channels", channels);
    }

    @Override
    public Shape infer(Shape in, Inputs inputs) {
      if (channels > 1) {
        Checks.channels(in, channels);
      }
      return in;
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.constant("weight", Shape.of(channels), 0.25));
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.prelu(this, site);
    }
  }

  /**
   * {@code x} above 0, {@code alpha (exp(x) - 1)} below.
   *
   * @param alpha the depth below 0, a number above 0
   */
  record Elu(double alpha) implements Activation {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public Elu {
      Checks.positive("alpha", alpha);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.elu(this, site);
    }
  }

  /** The self-normalizing ELU (Klambauer et al. 2017), with its fixed constants. */
  record Selu() implements Activation {
    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.selu(this, site);
    }
  }

  /**
   * {@code x Phi(x)} (Hendrycks and Gimpel 2016).
   *
   * @param tanh whether the tanh approximation replaces the error function
   */
  record Gelu(boolean tanh) implements Activation {
    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.gelu(this, site);
    }
  }

  /** {@code x sigmoid(x)}, also called swish. */
  record Silu() implements Activation {
    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.silu(this, site);
    }
  }

  /** {@code x tanh(softplus(x))} (Misra 2019). */
  record Mish() implements Activation {
    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.mish(this, site);
    }
  }

  /**
   * {@code log(1 + exp(beta x)) / beta}.
   *
   * @param beta the sharpness of the bend, above 0
   * @param threshold the value of {@code beta x} beyond which the function is the identity
   */
  record Softplus(double beta, double threshold) implements Activation {
    /**
     * Checks the numbers.
     *
     * @throws NetworkException if one is out of range
     */
    public Softplus {
      Checks.positive("beta", beta);
      Checks.positive("threshold", threshold);
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.softplus(this, site);
    }
  }

  /** {@code 1 / (1 + exp(-x))}. */
  record Sigmoid() implements Activation {
    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.sigmoid(this, site);
    }
  }

  /** The hyperbolic tangent. */
  record Tanh() implements Activation {
    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.tanh(this, site);
    }
  }

  /** {@code exp(x) / sum(exp(x))} over the channels, the first dimension of a sample. */
  record Softmax() implements Activation {
    @Override
    public Shape infer(Shape in, Inputs inputs) {
      if (in.rank() < 1) {
        throw new NetworkException("is given a scalar: expected channels");
      }
      return in;
    }

    @Override
    public <V> V accept(LayerVisitor<V> visitor, Site<V> site) {
      return visitor.softmax(this, site);
    }
  }
}
