package dev.wgan.runtime;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A loaded model that makes pictures from pictures: the common part of {@link Upscaler} and {@link
 * Inpainter}.
 *
 * <p>Thread-safe. Its owner closes it; closing waits for calls in flight.
 */
final class ImageModel implements AutoCloseable {
  private final GeneratorCore core;
  private final ImageModelFacts facts;
  private final ImageOptions options;
  private final Queue<TileBuffers> idle = new ConcurrentLinkedQueue<>();
  private final LeakGuard guard;

  private ImageModel(GeneratorCore core, ImageModelFacts facts, ImageOptions options) {
    this.core = core;
    this.facts = facts;
    this.options = options;
    this.guard = LeakGuard.of(this, core.layout().model(), core::close);
  }

  /** Loads a model of a task. */
  static ImageModel load(ModelSource source, ModelTask task, ImageOptions options) {
    try {
      GeneratorCore core = GeneratorCore.open(source, task, options.loading());
      ImageModel model = of(core, task, options);
      boolean ready = false;
      try {
        if (options.selfTest()) {
          model.selfTest(
              StopSignal.now(
                  Thread.currentThread(), java.util.Optional.of(options.loading().loadTimeout())));
        }
        ready = true;
        return model;
      } finally {
        if (!ready) {
          model.close();
        }
      }
    } catch (SamplingTimeoutException e) {
      throw LoadLimit.exceeded(source.name(), options.loading(), e);
    }
  }

  /** Takes a core over, and closes it if that fails. */
  private static ImageModel of(GeneratorCore core, ModelTask task, ImageOptions options) {
    boolean made = false;
    try {
      ImageModel model = new ImageModel(core, ImageModelFacts.of(core.layout(), task), options);
      made = true;
      return model;
    } finally {
      if (!made) {
        core.close();
      }
    }
  }

  ImageModelFacts facts() {
    return facts;
  }

  ModelInfo info() {
    return core.layout().info();
  }

  ActiveProvider provider() {
    return core.session().provider();
  }

  /** The reasons for which a call that starts now may stop early. */
  StopSignal signal() {
    return StopSignal.now(Thread.currentThread(), options.timeout());
  }

  /** The division of a picture into tiles. */
  TileGrid grid(PixelRows picture) {
    int multiple = facts.multiple();
    facts.requireSize(
        (picture.width() + multiple - 1) / multiple * multiple,
        (picture.height() + multiple - 1) / multiple * multiple);
    return options.tile() > 0
        ? TileGrid.of(picture.width(), picture.height(), facts, options.tile())
        : TileGrid.of(picture.width(), picture.height(), facts);
  }

  /** Reads a picture file. */
  PictureFile read(java.nio.file.Path file) {
    try {
      return PictureFile.read(file);
    } catch (OutOfMemoryError e) {
      HeapReserve.exhausted();
      throw new RunException(
          "the picture %s does not fit into the heap of %s MB: raise -Xmx"
              .formatted(file, HeapArrays.megabytes()),
          e);
    }
  }

  /** Reports what a result lacks. */
  static void remark(PixelRows source, TileListener listener) {
    if (source.deep()) {
      listener.remark("the picture has more than 8 bits per sample; the result has 8");
    }
  }

  /** Paints tiles on this thread and on those that help it. */
  void paint(List<Tile> tiles, TilePainter painter, TileProgress progress, StopSignal signal) {
    run(new TileRun(facts, tiles, painter, progress, idle, signal));
  }

  private void run(SharedRun run) {
    boolean entered = false;
    try {
      core.enter();
      entered = true;
      SessionWorker worker = core.pool().borrow(core.layout(), 1, run.signal());
      try {
        int helping = Math.min(options.parallelism(), run.parts()) - 1;
        if (helping > 0) {
          core.threads().share(run, worker, core.layout(), 1, helping);
        } else {
          run.work(worker);
        }
      } finally {
        core.pool().giveBack(worker);
      }
      run.rethrow();
    } catch (Throwable e) {
      throw CallFailures.typed(facts.model(), e);
    } finally {
      if (entered) {
        core.exit();
      }
      // An unreachable model must not be freed before its last call ends.
      Reference.reachabilityFence(this);
    }
  }

  /** Computes the golden samples, one by one. */
  SelfTestResult selfTest(StopSignal signal) {
    ImageSelfTest test = new ImageSelfTest(core.layout(), facts, signal);
    run(test);
    return test.result();
  }

  /** Returns "faces.onnx on CPU: ModelInfo[...]", and whether it is closed. */
  String text() {
    return "%s on %s%s: %s"
        .formatted(facts.model(), provider().running(), core.closed() ? ", closed" : "", info());
  }

  @Override
  public void close() {
    guard.close();
    core.awaitFreed();
    idle.clear();
  }
}
