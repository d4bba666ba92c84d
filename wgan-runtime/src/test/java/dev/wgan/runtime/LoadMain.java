package dev.wgan.runtime;

/** Loads a generator and prints what comes of it. */
final class LoadMain {
  private LoadMain() {}

  public static void main(String[] args) {
    try (Generator generator = Generator.load(TestModels.mlp(), GeneratorOptions.defaults())) {
      System.out.println("loaded " + generator.sample(1, 1));
    } catch (ProviderException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
