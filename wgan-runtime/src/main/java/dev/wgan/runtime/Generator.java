package dev.wgan.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * A trained generator: draws samples from an ONNX model.
 *
 * <p>Thread-safe. Whoever loaded it closes it; closing waits for runs in flight.
 *
 * <p>Sample {@code i} of seed {@code s} is a pure function of the model, {@code s} and {@code i}
 * (see {@link Noise}), and on the CPU provider the same to the last bit whatever the batch, chunk,
 * thread count or caller.
 */
public final class Generator implements AutoCloseable {
  /** Seeds that nobody chose are told apart by chance alone, so they must not repeat. */
  private static final SecureRandom SEEDS = new SecureRandom();

  private final GeneratorCore core;

  private Generator(GeneratorCore core) {
    this.core = core;
  }

  /**
   * Loads a model with default options.
   *
   * @param file an ONNX file
   * @return the generator, to be closed
   * @throws ModelLoadException if the file cannot be read or is no generator
   * @throws ProviderException if ONNX Runtime cannot run here
   */
  public static Generator load(Path file) {
    return load(file, GeneratorOptions.defaults());
  }

  /**
   * Loads a model.
   *
   * @param file an ONNX file
   * @param options how to load and run it
   * @return the generator, to be closed
   * @throws ModelLoadException if the file cannot be read or is no generator
   * @throws ProviderException if the execution provider cannot run here
   */
  public static Generator load(Path file, GeneratorOptions options) {
    try (InputStream in = Files.newInputStream(file)) {
      return load(file.toString(), in.readAllBytes(), options);
    } catch (NoSuchFileException e) {
      throw new ModelLoadException("there is no model " + file, e);
    } catch (IOException e) {
      throw new ModelLoadException("cannot read the model " + file + ": " + e.getMessage(), e);
    }
  }

  private static Generator load(String model, byte[] bytes, GeneratorOptions options) {
    return new Generator(new GeneratorCore(ModelSession.open(model, bytes, options), options));
  }

  /**
   * Returns what the model says about itself.
   *
   * @return the description; it stays valid after closing
   */
  public ModelInfo info() {
    return core.layout().info();
  }

  /**
   * Draws samples 0 to n - 1 of a fresh random seed, which {@link Samples#seed} tells.
   *
   * @param n how many, 0 or more
   * @return the samples
   * @throws InputException if n is negative, too large for one array, or the model needs more
   *     inputs
   * @throws RunException if the run fails
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(int n) {
    return sample(SampleRequest.of(n));
  }

  /**
   * Draws samples 0 to n - 1 of a seed.
   *
   * @param n how many, 0 or more
   * @param seed any seed
   * @return the samples
   * @throws InputException if n is negative, too large for one array, or the model needs more
   *     inputs
   * @throws RunException if the run fails
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(int n, long seed) {
    return sample(SampleRequest.of(n).seed(seed));
  }

  /**
   * Draws samples first to first + n - 1 of a seed.
   *
   * @param first index of the first sample, 0 to 2^40 - n
   * @param n how many, 0 or more
   * @param seed any seed
   * @return the samples
   * @throws InputException if the range does not exist, is too large for one array, or the model
   *     needs more inputs
   * @throws RunException if the run fails
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sampleRange(long first, int n, long seed) {
    return sample(SampleRequest.of(n).first(first).seed(seed));
  }

  /**
   * Draws the samples of given latents.
   *
   * @param latents of shape [n, latent shape] or [n, elements of a latent]
   * @return the samples
   * @throws InputException if the latents do not fit the model
   * @throws RunException if the run fails
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(TensorData latents) {
    return sample(SampleRequest.ofLatents(latents));
  }

  /**
   * Draws what a request asks for; every other way to sample comes down to this.
   *
   * @param request which samples, and what else to feed
   * @return the samples
   * @throws InputException if the request does not fit the model
   * @throws RunException if the run fails
   * @throws IllegalStateException if the generator is closed
   */
  public Samples sample(SampleRequest request) {
    Objects.requireNonNull(request, "request");
    return core.sample(request, request.seed().orElseGet(SEEDS::nextLong));
  }

  /** Frees the model after the last run in flight; waits for it. Does nothing when called again. */
  @Override
  public void close() {
    core.close();
    core.inFlight().awaitFreed();
  }
}
