package dev.wgan.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import dev.wgan.train.config.TrainingException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The use of the PyTorch engine by one training at a time: its number of threads and its random
 * state belong to the process, so two concurrent trainings would change each other's results.
 *
 * <p>Thread-safe. The holder closes it.
 */
public final class TorchEngine implements AutoCloseable {
  private static final AtomicBoolean IN_USE = new AtomicBoolean();
  private static final String OFFLINE = "ai.djl.offline";

  private final Device device;
  private final int threadsBefore;
  private final AtomicBoolean closed = new AtomicBoolean();

  private TorchEngine(Device device, int threadsBefore) {
    this.device = device;
    this.threadsBefore = threadsBefore;
  }

  /**
   * Takes the engine, starting it if necessary.
   *
   * @param threads of the engine, 0 for its own choice
   * @param chosen the device
   * @return the engine, to be closed
   * @throws TrainingException if another training has it, it cannot start, or it lacks the device
   */
  public static TorchEngine take(int threads, dev.wgan.train.config.Device chosen) {
    if (!IN_USE.compareAndSet(false, true)) {
      throw new TrainingException(
          "another training runs in this JVM: the engine's threads and random state are shared, so wait until it has ended or use another process");
    }
    try {
      Engine engine = start();
      Device device = device(chosen, engine);
      int before = JniUtils.getNumThreads();
      if (threads > 0) {
        JniUtils.setNumThreads(threads);
      }
      return new TorchEngine(device, before);
    } catch (RuntimeException | LinkageError e) {
      IN_USE.set(false);
      throw failed(e);
    }
  }

  /** Fails if the engine lacks a device; starts the engine only to look for a GPU. */
  static void requireDevice(dev.wgan.train.config.Device chosen) {
    if (chosen.gpu().isPresent()) {
      try {
        device(chosen, start());
      } catch (RuntimeException | LinkageError e) {
        throw failed(e);
      }
    }
  }

  private static Engine start() {
    // Without this setting, the engine contacts the network for newer libraries when it starts.
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    return Engine.getEngine("PyTorch");
  }

  private static TrainingException failed(Throwable e) {
    return e instanceof TrainingException refused
        ? refused
        : new TrainingException("the PyTorch engine cannot start: " + e.getMessage(), e);
  }

  private static Device device(dev.wgan.train.config.Device chosen, Engine engine) {
    if (chosen.gpu().isEmpty()) {
      return Device.cpu();
    }
    int gpu = chosen.gpu().getAsInt();
    if (gpu >= engine.getGpuCount()) {
      throw new TrainingException(
          "device is %s: PyTorch sees %s GPUs here; use cpu, or put a pytorch-native artifact for CUDA on the class path of a machine that has one"
              .formatted(chosen, engine.getGpuCount()));
    }
    return Device.gpu(gpu);
  }

  /**
   * Returns the device to compute on.
   *
   * @return the chosen device
   */
  public Device device() {
    return device;
  }

  /** Returns the engine, with its earlier number of threads; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      JniUtils.setNumThreads(threadsBefore);
      IN_USE.set(false);
    }
  }
}
