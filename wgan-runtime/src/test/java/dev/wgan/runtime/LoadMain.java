package dev.wgan.runtime;

import java.nio.file.Path;

/**
 * Loads a generator, twice if the first time fails, and prints the outcome; of a file if one is
 * named, which needs fewer classes than making a model. {@code halt} ends the JVM without its
 * shutdown hooks.
 */
public final class LoadMain {
  private LoadMain() {}

  public static void main(String[] args) {
    for (int attempt = 0; attempt < 2; attempt++) {
      try (Generator generator =
          args.length > 0 && args[0].endsWith(".onnx")
              ? Generator.load(Path.of(args[0]))
              : Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
        System.out.println("loaded " + generator.sample(1, 1));
        if (args.length > 0 && args[0].equals("halt")) {
          Runtime.getRuntime().halt(0);
        }
        return;
      } catch (ProviderException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }
}
