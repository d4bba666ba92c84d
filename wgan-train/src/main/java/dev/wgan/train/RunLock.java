package dev.wgan.train;

import dev.wgan.run.RunFolder;
import dev.wgan.train.config.TrainingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into a run folder, which one trainer of one process holds at a time.
 *
 * <p>Thread-safe. The holder closes it. The operating system releases the lock when the process
 * ends, in whatever way; the empty file {@code .lock} stays in the folder and blocks nothing. It is
 * not deleted, because a process that has just opened it would then lock a file that no other
 * process can find.
 */
final class RunLock implements AutoCloseable {
  private static final String FILE = ".lock";

  /**
   * The folders that this process holds. The operating system's locks belong to the process, so a
   * second one in the same process would be granted, and closing it would release the first.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final @Nullable FileChannel channel;

  private RunLock(Path folder, @Nullable FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock without waiting.
   *
   * @param run a run folder, which exists
   * @return the lock, to be closed
   * @throws TrainingException if another trainer holds it, in this process or in another one
   * @throws IOException if the folder cannot be written
   */
  static RunLock take(RunFolder run) throws IOException {
    Path folder = run.path().toRealPath();
    if (!HELD.add(folder)) {
      throw inUse(run);
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        throw inUse(run);
      }
      return new RunLock(folder, channel);
    } catch (UnsupportedByFileSystem e) {
      close(channel);
      return new RunLock(folder, null);
    } catch (IOException | RuntimeException e) {
      HELD.remove(folder);
      close(channel);
      throw e;
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      throw new UnsupportedByFileSystem(e);
    }
  }

  /** Some network file systems are mounted without locks: training there is still possible. */
  private static final class UnsupportedByFileSystem extends IOException {
    private static final long serialVersionUID = 1L;

    UnsupportedByFileSystem(IOException cause) {
      super(cause);
    }
  }

  private static TrainingException inUse(RunFolder run) {
    return new TrainingException(
        "another training is writing into %s: wait until it has ended, or choose another folder"
            .formatted(run.path()));
  }

  /**
   * Returns whether other processes are excluded; false if the file system does not support locks.
   */
  boolean excludesOthers() {
    return channel != null;
  }

  @Override
  public void close() throws IOException {
    try {
      close(channel);
    } finally {
      HELD.remove(folder);
    }
  }

  private static void close(@Nullable FileChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
