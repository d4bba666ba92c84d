package dev.wgan.runtime;

import java.nio.ByteBuffer;
import java.util.List;

/** Draws nearly 2^31 samples of one byte into one buffer, in chunks that do not divide them. */
final class BigMain {
  private static final int SAMPLES = Integer.MAX_VALUE - 10;

  private BigMain() {}

  public static void main(String[] args) {
    ModelBuilder model = new ModelBuilder().input("z", ModelBuilder.FLOAT, -1, 1);
    model.nodeTo("y", "Cast", List.of("z"), ModelBuilder.integer("to", ModelBuilder.UINT8));
    byte[] bytes = model.output("y", ModelBuilder.UINT8, -1, 1).build();
    GeneratorOptions options = GeneratorOptions.of(o -> o.chunkSize(65_536));
    try (Generator generator = Generator.load(bytes, options);
        Sampler sampler = generator.newSampler()) {
      sampler.sampleInto(1, 0, SAMPLES, ByteBuffer.allocateDirect(SAMPLES));
    }
    System.out.println(SAMPLES + " samples");
  }
}
