package dev.wgan.benchmarks;

import dev.wgan.runtime.Generator;
import java.nio.file.Path;

/** The smallest application that samples: what {@link ColdStart} starts over and over. */
public final class FirstSample {
  private FirstSample() {}

  /**
   * Loads a model and draws one sample.
   *
   * @param args the model, or nothing to measure the JVM alone
   */
  public static void main(String[] args) {
    if (args.length > 0) {
      try (Generator generator = Generator.load(Path.of(args[0]))) {
        System.out.println(generator.sample(1, 1));
      }
    } else {
      System.out.println("no sample");
    }
  }
}
