package dev.wgan.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Loads and samples mutated models: each gives a typed exception or samples. */
final class MutationMain {
  private MutationMain() {}

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    Random random = new Random(Long.parseLong(args[1]));
    // The digest would refuse nearly all of them before anything interesting happens.
    List<byte[]> models =
        List.of(
            Foreign.bytes("fixed-batch.onnx"),
            Foreign.bytes("dcgan.onnx"),
            ModelBuilder.withoutMetadata(TestModels.conditional()),
            ModelBuilder.withMetadata(
                ModelBuilder.withoutMetadata(TestModels.conditional()),
                java.util.Map.of(
                    "wgan.input.latent",
                    "latent",
                    "wgan.input.label",
                    "label",
                    "wgan.output",
                    "samples",
                    "wgan.classes",
                    "a,b,c")),
            ModelBuilder.withoutMetadata(TestModels.bytes()));
    int refused = 0;
    int working = 0;
    for (int i = 0; i < count; i++) {
      byte[] mutant = mutate(models.get(i % models.size()), random);
      try (Generator generator = Generator.load(mutant, GeneratorOptions.defaults())) {
        generator.sample(SampleRequest.of(2).seed(1).timeout(Duration.ofSeconds(20)));
        working++;
      } catch (GeneratorException e) {
        refused++;
      }
    }
    System.out.println("refused " + refused + ", working " + working);
  }

  private static byte[] mutate(byte[] model, Random random) {
    byte[] mutant = model.clone();
    int edits = 1 + random.nextInt(4);
    // Structure stands at both ends of a small file; weights in the middle are mutated too.
    for (int e = 0; e < edits; e++) {
      int at =
          random.nextBoolean()
              ? random.nextInt(mutant.length)
              : Math.floorMod(random.nextInt(400) - 200, mutant.length);
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
        case 3 -> {
          int length = Math.min(random.nextInt(16), mutant.length - at);
          System.arraycopy(mutant, at, mutant, random.nextInt(mutant.length - length + 1), length);
        }
        default -> mutant[at] = (byte) 0xFF;
      }
    }
    return mutant;
  }
}
