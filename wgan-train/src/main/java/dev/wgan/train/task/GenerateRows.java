package dev.wgan.train.task;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Weights;
import dev.wgan.run.TrainingData;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.table.LogitBlocks;
import dev.wgan.train.table.LogitBlocks.Block;
import dev.wgan.train.table.RowNetworks;
import dev.wgan.train.table.TableDataset;
import dev.wgan.train.table.Whitening;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Typed rows of a table from latents. The generator makes scores and logits and starts as the
 * copula of the rows.
 *
 * <p>Immutable and thread-safe.
 *
 * @param rows the rows to learn
 * @param units units of each hidden layer of the generator; the critic's have twice as many
 * @param depth the number of hidden layers of each network
 * @param latents the length of a latent
 */
public record GenerateRows(TableDataset rows, int units, int depth, int latents) implements Task {
  static GenerateRows of(TrainingConfig config, TableDataset rows) {
    return new GenerateRows(
        rows, config.networks().width(), config.networks().depth(), config.networks().latent());
  }

  /** A configuration whose latent has a number for each latent of the copula. */
  static TrainingConfig fitted(TrainingConfig config, TableDataset rows) {
    int least = copula(rows.layout());
    return config.networks().latent() >= least ? config : config.with("latent=" + least);
  }

  private static int copula(LogitBlocks layout) {
    return layout.scores() + layout.blocks().size();
  }

  private RowNetworks family() {
    return new RowNetworks(latents, copula(rows.layout()), rows.layout());
  }

  @Override
  public NetworkPair networks(TrainingConfig config, DataDescription data) {
    requireLatents();
    return new NetworkPair(
        family().generator(units, depth),
        RowNetworks.critic(rows.whitening().out(), 2 * units, depth));
  }

  private void requireLatents() {
    int least = copula(rows.layout());
    if (latents < least) {
      throw new TrainingException(
          "latent is %s: the copula of this table needs %s or more, one for each number and each category"
              .formatted(latents, least),
          Set.of("latent"));
    }
  }

  /** The copula in networks of this task; random weights in networks that the caller gave. */
  @Override
  public Weights start(NetworkSpec generator, Weights random) {
    return latents >= copula(rows.layout()) && generator.equals(family().generator(units, depth))
        ? family().start(rows.copula(), random, depth)
        : random;
  }

  @Override
  public List<String> given() {
    return List.of(Batch.LATENT);
  }

  @Override
  public Optional<CriticForm> form() {
    return Optional.of(new RowForm(rows.layout(), rows.whitening().out()));
  }

  @Override
  public Batch inputs(Batch real, Draw draw) {
    LogitBlocks layout = rows.layout();
    Whitening whitening = rows.whitening();
    Batch batch =
        draw.latents()
            .with(
                RowForm.WHITENING,
                FloatBuffer.wrap(whitening.matrix()),
                whitening.in(),
                whitening.out())
            .with(RowForm.CENTRE, FloatBuffer.wrap(whitening.centre()), whitening.out());
    if (layout.logits() == 0) {
      return batch;
    }
    float[] uniforms = draw.uniforms(layout.logits());
    return batch
        .with(RowForm.UNIFORM, FloatBuffer.wrap(uniforms), draw.count(), layout.logits())
        .with(RowForm.MARKS, FloatBuffer.wrap(marks(layout)), layout.logits(), layout.scores());
  }

  /** [logits, scores]. */
  private static float[] marks(LogitBlocks layout) {
    float[] marks = new float[layout.logits() * layout.scores()];
    for (Block block : layout.blocks()) {
      if (block.score() >= 0) {
        marks[(block.first() - layout.scores() + 1) * layout.scores() + block.score()] = 1;
      }
    }
    return marks;
  }

  @Override
  public void require(NetworkSpec generator, TrainingConfig config, TrainingData data) {
    new Generate().require(generator, config, data);
  }
}
