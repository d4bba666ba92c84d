package dev.wgan.runtime;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Runs {@link LoadMain} of this class path in two class loaders, as two web applications would. */
final class TwoLoadersMain {
  private TwoLoadersMain() {}

  public static void main(String[] args) throws Exception {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    for (int i = 0; i < 2; i++) {
      // Not closed: its classes and their native library stay in use, as those of a server do.
      ClassLoader own = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
      own.loadClass(LoadMain.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    }
  }
}
