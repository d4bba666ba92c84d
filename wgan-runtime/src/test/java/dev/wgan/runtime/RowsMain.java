package dev.wgan.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes more typed rows into a file than the heap could hold. */
final class RowsMain {
  private RowsMain() {}

  public static void main(String[] args) throws IOException {
    long n = Long.parseLong(args[0]);
    Path file = Path.of(args[1]);
    long start = System.nanoTime();
    try (Generator generator = TypedTableTest.load()) {
      generator.writeCsv(0, n, 1, file);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        java.util.Locale.ROOT,
        "%d rows of %d bytes in %.1f s, %d MB of heap%n",
        n,
        Files.size(file) / n,
        seconds,
        Runtime.getRuntime().maxMemory() >> 20);
  }
}
