package dev.wgan.train;

import dev.wgan.run.RunFolder;
import java.nio.file.Path;

/** A process of its own that holds a run folder until it is killed. */
final class LockMain {
  private LockMain() {}

  public static void main(String[] arguments) throws Exception {
    try (RunLock lock = RunLock.take(new RunFolder(Path.of(arguments[0])))) {
      System.out.println(lock.excludesOthers() ? "locked" : "no locks here");
      Thread.sleep(60_000);
    }
  }
}
