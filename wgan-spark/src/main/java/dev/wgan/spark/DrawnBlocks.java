package dev.wgan.spark;

import dev.wgan.runtime.Generator;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelInput;
import dev.wgan.runtime.SampleRequest;
import dev.wgan.runtime.Samples;
import dev.wgan.runtime.TensorData;
import dev.wgan.table.Condition;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows with their samples. Indices without gaps are drawn as a range of the seed. Indices with gaps
 * are drawn by their latents, so that the network runs for no row that a filter leaves out.
 *
 * <p>Not thread-safe: one task reads it.
 */
final class DrawnBlocks implements BlockSource {
  /** Values of a block: enough to run in batches, few enough to stay in the cache. */
  private static final int VALUES = 1 << 18;

  private static final int MOST_ROWS = 2048;

  private final IndexBlocks indices;
  private final ClassChoice classes;
  private final ReadRequest request;
  private final Generator generator;
  private final int rows;
  private final Optional<Condition> where;
  private final boolean byLatents;

  DrawnBlocks(
      IndexBlocks indices,
      ClassChoice classes,
      ReadRequest request,
      Generator generator,
      int limit) {
    this.indices = indices;
    this.classes = classes;
    this.request = request;
    this.generator = generator;
    ModelInfo info = generator.info();
    int size = info.output().shape().stream().reduce(1, Math::multiplyExact);
    this.rows = Math.max(1, Math.min(limit, Math.min(MOST_ROWS, VALUES / size)));
    this.where =
        request.where().isEmpty()
            ? Optional.empty()
            : Optional.of(Condition.parse(request.where()));
    // The words of typed rows are addressed by index, which given latents do not have.
    this.byLatents = info.input(ModelInput.Role.LATENT).isPresent() && info.table().isEmpty();
  }

  @Override
  public @Nullable RowBlock next() {
    long[] block = byLatents ? indices.next(rows) : indices.nextRun(rows);
    if (block.length == 0) {
      return null;
    }
    boolean gaps = block[block.length - 1] - block[0] + 1 > block.length;
    return new RowBlock(block, classes, gaps ? gathered(block) : range(block));
  }

  private Samples range(long[] block) {
    SampleRequest drawn =
        SampleRequest.of(block.length).seed(request.seed()).first(block[0]).psi(request.psi());
    SampleRequest labelled = classes.exists() && !classes.drawn() ? labelled(drawn, block) : drawn;
    return generator.sample(where.map(labelled::where).orElse(labelled));
  }

  private Samples gathered(long[] block) {
    int size =
        generator.info().input(ModelInput.Role.LATENT).orElseThrow().shape().stream()
            .reduce(1, Math::multiplyExact);
    float[] latents = new float[block.length * size];
    for (int i = 0; i < block.length; i++) {
      float[] latent = generator.latents(block[i], 1, request.seed()).floats();
      System.arraycopy(latent, 0, latents, i * size, size);
    }
    SampleRequest drawn =
        SampleRequest.ofLatents(TensorData.of(latents, block.length, size)).psi(request.psi());
    return generator.sample(classes.exists() ? labelled(drawn, block) : drawn);
  }

  private SampleRequest labelled(SampleRequest drawn, long[] block) {
    return drawn.labels(Arrays.stream(block).mapToInt(classes::label).toArray());
  }
}
