package dev.wgan.train.architecture;

import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.train.constraint.CriticNormalization;
import dev.wgan.train.constraint.LipschitzConstraint;
import dev.wgan.train.constraint.NormPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A family of networks at a size, with a generator and a critic that match.
 *
 * <p>Immutable and thread-safe. Images, {@code [channels, height, width]}, are generated in [-1, 1]
 * through tanh; vectors, {@code [length]}, without bound.
 *
 * @param kind the family
 * @param width units of a hidden layer of an mlp; channels of the critic's first layer of a dcgan
 *     or an upconv, which double when the resolution halves; channels of every layer of a resnet
 * @param depth hidden layers of an mlp; the depth of the others follows from the image's size
 * @param latent length of a latent
 * @param sample shape of one sample
 * @param classes the number of classes that both networks receive by an input {@code label}, 0 for
 *     none
 * @param dropout probability of a zero after the critic's hidden layers, 0 for none
 * @param sampleRate the rate of waveforms in Hz, 0 for other samples
 */
public record Architecture(
    Kind kind,
    int width,
    int depth,
    int latent,
    Shape sample,
    int classes,
    double dropout,
    int sampleRate) {

  /** A family of networks. */
  public enum Kind {
    /** Fully connected layers: for vectors, tables and small images. */
    MLP,
    /** Strided convolutions (Radford et al. 2016): for images of 28, 32 or 64 pixels. */
    DCGAN,
    /** Residual blocks (Gulrajani et al. 2017, appendix C): for images of 28, 32 or 64 pixels. */
    RESNET,
    /**
     * A dcgan whose generator ends in repeated pixels and convolutions, for smooth pictures (Odena
     * et al. 2016), and whose critic is given the class by projection (Miyato and Koyama 2018): for
     * images of 28, 32 or 64 pixels.
     */
    UPCONV,
    /**
     * An upconv that paints in front of a background, whose colour a perceptron chooses (after Yang
     * et al. 2017): for portraits and icons of 28, 32 or 64 pixels.
     */
    BACKDROP,
    /**
     * A backdrop whose mask is closed at both upper corners. It goes on with the weights of a
     * trained backdrop.
     */
    CUTOUT,
    /** Transposed and strided convolutions over waveforms (Donahue et al. 2019): for sound. */
    WAVEGAN,
    /** The generator of a wavegan, and a critic of log-mel spectrograms: for sound. */
    LOGMEL,
    /**
     * A logmel whose generator repeats values and convolves them (after Odena et al. 2016), and so
     * has none of the tones of transposed convolutions, and whose critic sees spectrograms of two
     * resolutions (after Jang et al. 2021): for sound.
     */
    UPWAVE,
    /**
     * A temporal generator of sequences of features, a dcgan that makes each frame of them (Saito
     * et al. 2017), and a critic of three-dimensional convolutions: for films.
     */
    TGAN,
    /**
     * One picture by an upconv, which moves along a path, and the critic of a tgan: for films of
     * one thing that moves over black and keeps its form.
     */
    SPRITE;

    /**
     * Returns whether the samples are waveforms.
     *
     * @return true for families of sound
     */
    public boolean sound() {
      return this == WAVEGAN || this == LOGMEL || this == UPWAVE;
    }

    /**
     * Returns whether the samples are films.
     *
     * @return true for families of films
     */
    public boolean film() {
      return this == TGAN || this == SPRITE;
    }
  }

  /**
   * Checks that the family can make such samples.
   *
   * @throws NetworkException if it cannot, or a number is out of range
   */
  public Architecture {
    atLeast("width", width, 1);
    atLeast("depth", depth, 1);
    atLeast("latent", latent, 1);
    atLeast("classes", classes, 0);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new NetworkException(
          "dropout is %s: expected a probability from 0 to below 1".formatted(dropout));
    }
    boolean other = (sample.rank() == 2 && !kind.sound()) || (sample.rank() == 4 && !kind.film());
    if (sample.rank() < 1 || sample.rank() > 4 || other) {
      throw new NetworkException(
          "a %s of samples of shape %s: expected vectors [length] or images [channels×height×width]; waveforms [channels×length] need the network upwave, logmel or wavegan, films [frames×channels×height×width] need tgan or sprite"
              .formatted(kind.name().toLowerCase(Locale.ROOT), sample));
    }
    if (kind == Kind.MLP) {
      Mlp.requireFits(width, sample);
    } else if (kind.sound()) {
      Wavegan.check(kind, sample, sampleRate);
    } else if (kind.film()) {
      Tgan.check(kind, sample);
    } else {
      Resolutions.check(kind, sample);
    }
  }

  /**
   * Creates networks of samples that are not sound.
   *
   * @param kind the family
   * @param width as of the record
   * @param depth as of the record
   * @param latent length of a latent
   * @param sample shape of one sample
   * @param classes the number of classes, 0 for none
   * @param dropout probability of a zero after the critic's hidden layers
   */
  public Architecture(
      Kind kind, int width, int depth, int latent, Shape sample, int classes, double dropout) {
    this(kind, width, depth, latent, sample, classes, dropout, 0);
  }

  /**
   * Returns fully connected networks: one hidden layer of 256 units, no classes, no dropout.
   *
   * @param latent length of a latent
   * @param sample shape of one sample
   * @return the networks
   * @throws NetworkException if samples are neither vectors nor images
   */
  public static Architecture mlp(int latent, Shape sample) {
    return new Architecture(Kind.MLP, 256, 1, latent, sample, 0, 0);
  }

  /**
   * Returns strided convolutional networks of width 64, no classes, no dropout.
   *
   * @param latent length of a latent
   * @param sample shape of one image
   * @return the networks
   * @throws NetworkException unless samples are images of 28, 32 or 64 pixels
   */
  public static Architecture dcgan(int latent, Shape sample) {
    return new Architecture(Kind.DCGAN, 64, 1, latent, sample, 0, 0);
  }

  /**
   * Returns residual networks of width 128, no classes, no dropout.
   *
   * @param latent length of a latent
   * @param sample shape of one image
   * @return the networks
   * @throws NetworkException unless samples are images of 28, 32 or 64 pixels
   */
  public static Architecture resnet(int latent, Shape sample) {
    return new Architecture(Kind.RESNET, 128, 1, latent, sample, 0, 0);
  }

  /**
   * Returns the generator.
   *
   * @return a network from {@code latent}, and {@code label} if there are classes, to samples
   */
  public NetworkSpec generator() {
    List<LayerSpec> layers =
        switch (kind) {
          case MLP -> Mlp.generator(this);
          case DCGAN -> Dcgan.generator(this);
          case RESNET -> Resnet.generator(this);
          case UPCONV -> Upconv.generator(this);
          case BACKDROP -> Portrait.generator(this, false);
          case CUTOUT -> Portrait.generator(this, true);
          case WAVEGAN, LOGMEL, UPWAVE -> Wavegan.generator(this);
          case TGAN -> Tgan.generator(this);
          case SPRITE -> Sprite.generator(this);
        };
    return network(InputSpec.latent(latent), layers);
  }

  /**
   * Returns the critic, with the normalization that suits the constraint: batch normalization for a
   * dcgan whose weights are clipped, as in Arjovsky et al. 2017; layer normalization for a resnet,
   * as in Gulrajani et al. 2017; none for any other, and none if spectral normalization bounds each
   * layer, which statistics of the sample would undo.
   *
   * @param constraint the Lipschitz constraint
   * @return a network from {@code sample}, and {@code label} if there are classes, to one score
   */
  public NetworkSpec critic(LipschitzConstraint constraint) {
    return critic(constraint, usual(constraint));
  }

  private CriticNormalization usual(LipschitzConstraint constraint) {
    CriticNormalization strongest = constraint.normalization();
    return switch (kind) {
      case MLP -> CriticNormalization.NONE;
      case DCGAN, UPCONV, BACKDROP, CUTOUT, WAVEGAN, LOGMEL, UPWAVE, TGAN, SPRITE ->
          strongest == CriticNormalization.BATCH ? strongest : CriticNormalization.NONE;
      case RESNET -> strongest == CriticNormalization.NONE ? strongest : CriticNormalization.LAYER;
    };
  }

  /**
   * Returns the critic with a given normalization.
   *
   * @param constraint the Lipschitz constraint
   * @param normalization the normalization of its features
   * @return a network from {@code sample}, and {@code label} if there are classes, to one score
   * @throws NetworkException if the constraint forbids the normalization
   */
  public NetworkSpec critic(LipschitzConstraint constraint, CriticNormalization normalization) {
    if (normalization == CriticNormalization.BATCH && constraint.points() != NormPoints.NONE) {
      throw new NetworkException(
          "batch normalization in a critic whose gradient is penalized per sample makes one sample's gradient depend on the others: expected LAYER or NONE");
    }
    if (kind == Kind.MLP && normalization != CriticNormalization.NONE) {
      throw new NetworkException(
          "%s normalization in the critic of an mlp: expected NONE".formatted(normalization));
    }
    List<LayerSpec> layers =
        switch (kind) {
          case MLP -> Mlp.critic(this);
          case DCGAN -> Dcgan.critic(this, normalization);
          case RESNET -> Resnet.critic(this, normalization);
          case UPCONV, BACKDROP, CUTOUT -> Upconv.critic(this, normalization);
          case WAVEGAN -> Wavegan.waveformCritic(this, normalization);
          case LOGMEL -> Wavegan.spectrogramCritic(this, normalization);
          case UPWAVE -> Wavegan.resolutionsCritic(this, normalization);
          case TGAN, SPRITE -> Tgan.critic(this, normalization);
        };
    return network(InputSpec.sample(sample), layers);
  }

  private NetworkSpec network(InputSpec first, List<LayerSpec> layers) {
    List<InputSpec> inputs = new ArrayList<>(List.of(first));
    if (conditional()) {
      inputs.add(InputSpec.label(classes));
    }
    return new NetworkSpec(inputs, layers);
  }

  boolean conditional() {
    return classes > 0;
  }

  boolean image() {
    return sample.rank() == 3;
  }

  private static void atLeast(String what, int value, int least) {
    if (value < least) {
      throw new NetworkException("%s is %s: expected %s or more".formatted(what, value, least));
    }
  }
}
