package dev.wgan.runtime;

import dev.wgan.runtime.internal.MetadataKeys;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A generator whose model can be replaced while calls run.
 *
 * <p>Thread-safe. The caller closes it; closing waits for calls in flight.
 */
public final class ReloadableGenerator implements AutoCloseable {
  private final GeneratorOptions options;

  /** Written under this object's lock, read without. */
  private volatile Version current;

  private Path file;

  private ReloadableGenerator(Path file, GeneratorOptions options, Generator generator) {
    this.file = file;
    this.options = options;
    this.current = version(generator);
  }

  /**
   * Loads a model, with its self-test if it has golden samples.
   *
   * @param file an ONNX file
   * @param options the options of loading and running, also for later models
   * @return the generator, which the caller closes
   * @throws ModelLoadException if the file cannot be read, is damaged or does not contain a
   *     generator
   * @throws ProviderException if the execution provider cannot run here
   * @throws SelfTestException if the self-test failed
   */
  public static ReloadableGenerator load(Path file, GeneratorOptions options) {
    Arguments.require(file, "file");
    Arguments.require(options, "options");
    return new ReloadableGenerator(file, options, loadTested(file, options));
  }

  /**
   * Loads the file again and swaps to it, as {@link #reload(Path)}.
   *
   * @return the description of the new model
   * @throws GeneratorException if it cannot be loaded; the old model stays
   * @throws IllegalStateException if this is closed
   */
  public synchronized ModelInfo reload() {
    return reload(file);
  }

  /**
   * Loads another model, tests it and swaps to it. Running calls end on the old model, which is
   * freed after the last of them; later calls run on the new model.
   *
   * @param next an ONNX file
   * @return the description of the new model
   * @throws ModelLoadException if the file cannot be read, is damaged or does not contain a
   *     generator; the old model stays
   * @throws ProviderException if the execution provider cannot run here; the old model stays
   * @throws SelfTestException if the self-test failed; the old model stays
   * @throws IllegalStateException if this is closed
   */
  public synchronized ModelInfo reload(Path next) {
    Arguments.require(next, "next");
    if (current.inFlight.closed()) {
      throw closed();
    }
    Generator loaded = loadTested(next, options);
    Version old = current;
    current = version(loaded);
    file = next;
    try {
      old.inFlight.close();
    } catch (RuntimeException e) {
      // The new model runs; a failure of the old one does not concern its caller.
      WarningLog.warning("the old model could not be freed", e);
    }
    return loaded.info();
  }

  /** Takes ownership of a generator, and closes it on failure. */
  private static Version version(Generator generator) {
    boolean made = false;
    try {
      Version version = new Version(generator);
      made = true;
      return version;
    } finally {
      if (!made) {
        generator.close();
      }
    }
  }

  private static Generator loadTested(Path file, GeneratorOptions options) {
    Generator generator = Generator.load(file, options);
    boolean tested = false;
    try {
      if (!options.selfTest() && MetadataKeys.GOLDEN_SIZE.isIn(generator.info().metadata())) {
        generator.selfTestInTime();
      }
      tested = true;
      return generator;
    } finally {
      if (!tested) {
        generator.close();
      }
    }
  }

  /**
   * Draws samples 0 to n - 1 of a seed.
   *
   * @param n the number of samples, 0 or more
   * @param seed any seed
   * @return the samples, all of one model
   * @throws InputException if the request does not fit the model
   * @throws RunException if the run fails
   * @throws IllegalStateException if this is closed
   */
  public Samples sample(int n, long seed) {
    return with(generator -> generator.sample(n, seed));
  }

  /**
   * Draws the samples of a request.
   *
   * @param request the samples, with their inputs
   * @return the samples, all of one model
   * @throws InputException if the request does not fit the model
   * @throws RunException if the run fails
   * @throws IllegalStateException if this is closed
   */
  public Samples sample(SampleRequest request) {
    Arguments.require(request, "request");
    return with(generator -> generator.sample(request));
  }

  /**
   * Calls a function with the current model, which is not freed before the function returns.
   *
   * @param use the function, which must neither close nor keep the generator, and must not close
   *     this object, because that would wait for itself
   * @param <R> the type of the result
   * @return the result of the function
   * @throws IllegalStateException if this is closed
   */
  public <R> R with(Function<? super Generator, ? extends R> use) {
    Version version = enter();
    try {
      return use.apply(version.generator);
    } finally {
      version.inFlight.exit();
    }
  }

  /**
   * Returns the description of the current model.
   *
   * @return the description
   * @throws IllegalStateException if this is closed
   */
  public ModelInfo info() {
    return with(Generator::info);
  }

  /** Frees the model after the last call in flight, and waits for that. */
  @Override
  public void close() {
    Version last;
    synchronized (this) {
      last = current;
      last.inFlight.close();
    }
    last.inFlight.awaitFreed();
  }

  /** For example "ReloadableGenerator[Generator[...]]". */
  @Override
  public String toString() {
    return "ReloadableGenerator[" + current.generator + "]";
  }

  /**
   * A version that was replaced between its lookup and its entry passes its callers to the next
   * one.
   */
  private Version enter() {
    while (true) {
      Version version = current;
      if (version.inFlight.enter()) {
        return version;
      }
      if (version.equals(current)) {
        throw closed();
      }
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException(
        "the reloadable generator is closed and cannot sample any more");
  }

  /** One model and the calls that use it; compared by identity. */
  private static final class Version {
    private final Generator generator;
    private final InFlightGuard inFlight;

    Version(Generator generator) {
      this.generator = generator;
      this.inFlight = new InFlightGuard(generator::close);
    }
  }
}
