package dev.wgan.train;

import dev.wgan.network.NetworkJson;
import dev.wgan.network.NetworkSpec;
import dev.wgan.run.RunFolder;
import dev.wgan.run.RunFolder.Checkpoint;
import dev.wgan.train.config.ConfigFile;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.BatchLoader;
import dev.wgan.train.data.BatchOrder;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.data.DataException;
import dev.wgan.train.data.Dataset;
import dev.wgan.train.monitor.TrainingEvent;
import dev.wgan.train.monitor.TrainingEvent.Reason;
import dev.wgan.train.monitor.TrainingListener;
import dev.wgan.train.task.NetworkPair;
import dev.wgan.train.task.Task;
import dev.wgan.train.task.TrainingNoise;
import dev.wgan.train.task.TrainingNoise.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trainer of a generator and a critic, by Algorithm 1 of Arjovsky et al. 2017. The configuration
 * chooses the Lipschitz constraint and the task.
 *
 * <p>Not thread-safe, except for {@link #cancel}. An instance trains once, and a JVM runs one
 * training at a time. The caller closes the data set after the training.
 */
public final class WganTrainer {
  private static final String UNLOCKED =
      "the file system of the run folder has no file locks: let no other process train into the folder";

  private final TrainingConfig config;
  private final Task task;
  private final NetworkSpec generator;
  private final NetworkSpec critic;
  private final RunFolder folder;
  private final RunData data;
  private final TrainingNoise noise;
  private final CheckpointStore checkpoints;
  private final ModelMeasures measures;
  private final TrainingPictures pictures;
  private final @Nullable Checkpoint from;
  private final boolean begins;
  private @Nullable InitialWeights initial;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private TrainingState state;
  private volatile boolean cancelled;

  private WganTrainer(
      TrainingConfig config,
      Task task,
      NetworkSpec generator,
      NetworkSpec critic,
      RunFolder folder,
      Dataset samples,
      @Nullable Checkpoint from,
      boolean begins) {
    this.config = config;
    this.task = task;
    this.generator = generator;
    this.critic = critic;
    this.folder = folder;
    this.data = RunData.of(samples, config, new TrainingNoise(config, 0).seed(Stream.DATA));
    this.noise = new TrainingNoise(config, data.classes(config));
    this.checkpoints =
        new CheckpointStore(folder, config.records().keep(), TableRecords.of(task, noise));
    this.from = from;
    this.begins = begins;
    this.state = from == null ? TrainingState.start() : CheckpointStore.state(from);
    // All refusals happen here, before anything is written.
    NetworkFit.require(generator, critic, task, config, data.description());
    requireBatches();
    TorchEngine.requireDevice(config.machine().device());
    this.measures = new ModelMeasures(data, task, noise);
    this.pictures = new TrainingPictures(data, task, noise, measures);
  }

  /**
   * Prepares a new training of the networks that the configuration names.
   *
   * <p>Nothing is written before {@link #train} is called, so that a refused training leaves no
   * files.
   *
   * @param config the configuration
   * @param data the samples
   * @param folder the run folder, which must not have a checkpoint; files of an earlier start
   *     without a checkpoint are replaced
   * @return the trainer
   * @throws TrainingException if configuration and data do not fit each other, if the folder
   *     already contains a run, if another training is writing into it, or if PyTorch lacks the
   *     device
   * @throws dev.wgan.network.NetworkException if the configuration's networks cannot make samples
   *     of the shape of the data
   */
  public static WganTrainer create(TrainingConfig config, Dataset data, RunFolder folder) {
    DataDescription description = data.description();
    TrainingConfig fitted = Task.fitted(config, data);
    NetworkPair networks = Task.of(fitted, data).networks(fitted, description);
    return create(fitted, networks.generator(), networks.critic(), data, folder);
  }

  /**
   * Prepares a new training of networks that the caller gives.
   *
   * @param config the configuration
   * @param generator the generator, whose inputs are those of the configuration's task, such as a
   *     latent of {@code config.networks().latent()} numbers, and whose output is a sample
   * @param critic the critic, whose first input is a sample and whose output is one number
   * @param data the samples
   * @param folder the run folder, which must not have a checkpoint; files of an earlier start
   *     without a checkpoint are replaced
   * @return the trainer
   * @throws TrainingException if networks, configuration and data do not fit each other, if the
   *     folder already contains a run, if another training is writing into it, or if PyTorch lacks
   *     the device
   */
  public static WganTrainer create(
      TrainingConfig config,
      NetworkSpec generator,
      NetworkSpec critic,
      Dataset data,
      RunFolder folder) {
    return create(config, Task.of(config, data), generator, critic, data, folder);
  }

  /**
   * Prepares a new training of networks that the caller gives, for a task of the caller.
   *
   * @param config the configuration
   * @param task the task, in place of the one that the configuration names
   * @param generator the generator, whose inputs the task defines
   * @param critic the critic, whose first input is a sample and whose output is one number
   * @param data the samples
   * @param folder the run folder, which must not have a checkpoint; files of an earlier start
   *     without a checkpoint are replaced
   * @return the trainer
   * @throws TrainingException if networks, task, configuration and data do not fit each other, if
   *     the folder already contains a run, if another training is writing into it, or if PyTorch
   *     lacks the device
   */
  public static WganTrainer create(
      TrainingConfig config,
      Task task,
      NetworkSpec generator,
      NetworkSpec critic,
      Dataset data,
      RunFolder folder) {
    requireNew(folder);
    return new WganTrainer(config, task, generator, critic, folder, data, null, true);
  }

  /**
   * Requires that a folder can take a new training. {@link #create} makes this check, too; this
   * method makes it before the data are read, which may take long.
   *
   * @param folder the run folder
   * @throws TrainingException if the folder already contains a run, if another training is writing
   *     into it, or if it cannot be written
   */
  public static void requireNew(RunFolder folder) {
    RunStart.requireFree(folder);
    requireUnlocked(folder);
  }

  /**
   * Requires that a run can continue under a configuration. {@link #resume} makes this check, too;
   * this method makes it before the data are read, which may take long.
   *
   * @param config the configuration
   * @param folder the run folder
   * @throws TrainingException if the configuration differs from that of the run in a key that may
   *     not change, if it has fewer steps than the run has done, if another training is writing
   *     into the folder, or if the folder cannot be written
   */
  public static void requireResumable(TrainingConfig config, RunFolder folder) {
    requireUnlocked(folder);
    Resumption.requireConfig(folder, config);
  }

  /**
   * Prepares to continue a training from its latest checkpoint, or from its start if it has none.
   *
   * @param config the configuration, which may differ from that of the run only in {@link
   *     RunFolder#KEYS_THAT_MAY_CHANGE}; in {@code steps} only if the learning rate does not decay
   * @param data the samples of the run
   * @param folder the run folder
   * @return the trainer
   * @throws TrainingException if configuration or data differ from those of the run (the message
   *     lists the differences), if another training is writing into the folder, or if PyTorch lacks
   *     the device
   * @throws dev.wgan.network.NetworkException if the run folder is incomplete or malformed
   */
  public static WganTrainer resume(TrainingConfig config, Dataset data, RunFolder folder) {
    return resume(config, Task.of(config, data), data, folder);
  }

  /**
   * Prepares to continue a training for a task of the caller, as {@link #resume(TrainingConfig,
   * Dataset, RunFolder)} does for a task that the configuration names.
   *
   * @param config the configuration
   * @param task the task of the run
   * @param data the samples of the run
   * @param folder the run folder
   * @return the trainer
   * @throws TrainingException if configuration or data differ from those of the run (the message
   *     lists the differences), if another training is writing into the folder, or if PyTorch lacks
   *     the device
   * @throws dev.wgan.network.NetworkException if the run folder is incomplete or malformed
   */
  public static WganTrainer resume(
      TrainingConfig config, Task task, Dataset data, RunFolder folder) {
    requireResumable(config, folder);
    Resumption.requireData(folder, data);
    List<Checkpoint> before = folder.checkpoints();
    Checkpoint latest = before.isEmpty() ? null : before.get(before.size() - 1);
    return new WganTrainer(
        config,
        task,
        NetworkJson.read(folder.generator()),
        NetworkJson.read(folder.critic()),
        folder,
        data,
        latest,
        false);
  }

  private void requireBatches() {
    try {
      BatchLoader.require(data.training(), order(), config.data().flip());
    } catch (DataException e) {
      throw new TrainingException(String.valueOf(e.getMessage()), Set.of("batch", "flip"));
    }
  }

  /** Checks early that the lock can be taken; does not touch a folder without a run. */
  private static void requireUnlocked(RunFolder folder) {
    try {
      if (Files.exists(folder.config())) {
        RunLock.take(folder).close();
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static TrainingException unwritable(RunFolder folder, IOException e) {
    return new TrainingException(
        "the run folder %s cannot be written: %s"
            .formatted(folder.path(), CheckpointStore.reason(e)),
        e);
  }

  /**
   * Adds a listener.
   *
   * @param listener receives each event, on the thread that calls {@link #train}
   * @return this trainer
   */
  public WganTrainer listen(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Starts with the weights of another run instead of random ones, for example to continue with
   * another loss or other data. The generator starts with the moving average of the other run's
   * weights, or with the weights themselves if that run has no average. The critic starts with the
   * weights of the other run's critic if they fit its layers, and otherwise with random ones. The
   * optimizers start without a state. A class starts with the weights of the other run's class of
   * its name, or else of the one whose words begin its name (as "micah" begins "micah pixie"), or
   * else with the mean of all classes.
   *
   * @param checkpoint a checkpoint of another run
   * @return this trainer
   * @throws TrainingException if the weights of the checkpoint's generator do not fit this
   *     generator
   * @throws dev.wgan.network.NetworkException if a file of that run cannot be read
   * @throws IllegalStateException if this trainer continues a run
   */
  public WganTrainer startFrom(RunFolder.Checkpoint checkpoint) {
    if (!begins) {
      throw new IllegalStateException("the training continues a run, which has weights of its own");
    }
    initial = InitialWeights.of(checkpoint, generator, critic, data.description().classes());
    return this;
  }

  /**
   * Returns what does not start with the weights of the run that was given to {@link #startFrom}.
   *
   * @return a line about classes of other names, and one about a critic with other layers; empty if
   *     everything starts with that run's weights, or none was given
   */
  public List<String> startNotes() {
    return initial == null ? List.of() : initial.notes();
  }

  /**
   * Returns the reason why the training is over.
   *
   * @return the reason; empty if the training can go on
   */
  public Optional<Reason> ended() {
    return state.ended(config);
  }

  /**
   * Ends the training after the current generator iteration, with a checkpoint. Any thread may call
   * this method.
   */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Trains until all steps are done, the configured patience ends the training, or {@link #cancel}
   * is called. Whatever ends the training, the last checkpoint is complete.
   *
   * @return the last event, with the reason of the end
   * @throws TrainingException if another training runs in this JVM or is writing into the folder;
   *     if the run has changed since this trainer was made; if PyTorch cannot start; if a loss is
   *     not a finite number; or if a file cannot be read or written
   * @throws dev.wgan.network.NetworkException if the checkpoint to continue from cannot be read
   * @throws dev.wgan.train.data.DataException if a batch cannot be read, or the thread is
   *     interrupted while it waits for a batch
   * @throws RuntimeException if a listener throws it
   */
  public TrainingEvent.Finished train() {
    try (TorchEngine engine =
            TorchEngine.take(config.machine().threads(), config.machine().device());
        WganModel model =
            new ModelStart(config, task, generator, critic, noise)
                .model(from, initial, engine.device());
        RunLock lock = begin();
        BatchLoader batches =
            BatchLoader.start(
                data.training(), order(), state.batches(config.schedule()), config.data().flip())) {
      Recorder recorder =
          new Recorder(config, folder, measures, pictures, model, state, this::publish);
      if (initial != null) {
        checkpoints.write(state, model); // resuming needs the weights, which no seed gives
      }
      publish(new TrainingEvent.Started(folder, config, state.step()));
      if (!lock.excludesOthers()) {
        publish(new TrainingEvent.Warned(state.step(), UNLOCKED));
      }
      TrainingLoop loop =
          new TrainingLoop(config, task, model, noise, batches, data.shape(), recorder, state);
      Reason reason = loop.run(checkpoints, () -> cancelled);
      state = loop.state();
      TrainingEvent.Finished finished = new TrainingEvent.Finished(folder, state.step(), reason);
      publish(finished);
      return finished;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Locks the folder and prepares it for the first step. */
  private RunLock begin() throws IOException {
    Files.createDirectories(folder.path());
    RunLock lock = RunLock.take(folder);
    try {
      if (begins) {
        RunStart.requireFree(folder);
        RunStart.write(folder, config, generator, critic, data.description());
      } else {
        RunStart.requireUnchanged(folder, from);
        CheckpointStore.write(folder.config(), ConfigFile.write(config));
      }
      checkpoints.tidy();
      return lock;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private BatchOrder order() {
    return BatchOrder.of(
        data.training().size(), config.schedule().batch(), noise.seed(Stream.DATA));
  }

  private void publish(TrainingEvent event) {
    listeners.forEach(listener -> listener.on(event));
  }
}
