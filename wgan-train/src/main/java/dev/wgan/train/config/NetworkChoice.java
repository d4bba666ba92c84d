package dev.wgan.train.config;

import dev.wgan.network.Shape;
import dev.wgan.noise.LatentDistribution;
import dev.wgan.train.architecture.Architecture;

/**
 * The networks of a training: a family and its size.
 *
 * <p>Immutable and thread-safe. Networks that are given as JSON replace the family; the latent and
 * the classes apply to them, too.
 *
 * @param network the family of networks
 * @param width units of the hidden layers of an mlp; channels at the largest resolution otherwise
 * @param depth hidden layers of an mlp, or residual blocks of a network from images to images, 1 or
 *     more; not used otherwise
 * @param latent length of a latent
 * @param latents the distribution of the latents
 * @param conditional whether generator and critic are given the sample's class
 * @param dropout probability of a zero after each hidden layer of the critic, 0 for none
 */
public record NetworkChoice(
    Architecture.Kind network,
    int width,
    int depth,
    int latent,
    LatentDistribution latents,
    boolean conditional,
    double dropout) {
  /**
   * Checks the numbers.
   *
   * @throws TrainingException if a number is out of its range
   */
  public NetworkChoice {
    ConfigKeys.require("width", width);
    ConfigKeys.require("depth", depth);
    ConfigKeys.require("latent", latent);
    ConfigKeys.require("dropout", dropout);
  }

  /**
   * Returns the networks of the family for some samples.
   *
   * @param sample the shape of one sample
   * @param classes how many classes the data have; used only if the networks are conditional
   * @param sampleRate the rate of waveforms in Hz, 0 for other samples
   * @return the networks
   * @throws dev.wgan.network.NetworkException if the family cannot make such samples
   */
  public Architecture architecture(Shape sample, int classes, int sampleRate) {
    return new Architecture(
        network, width, depth, latent, sample, conditional ? classes : 0, dropout, sampleRate);
  }
}
