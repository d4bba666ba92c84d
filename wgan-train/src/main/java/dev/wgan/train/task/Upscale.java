package dev.wgan.train.task;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.run.TrainingData;
import dev.wgan.train.architecture.PatchCritic;
import dev.wgan.train.architecture.ResidualUpscaler;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.restore.Degradation;
import dev.wgan.train.restore.Enlargement;
import dev.wgan.train.torchscript.NamedTensors;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Enlarges images: the generator is given a reduced sample and makes the sample itself. The
 * generator's loss is the critic's score of its result together with the small image, plus a
 * weighted content term (Ledig et al. 2017, "Photo-realistic single image super-resolution using a
 * generative adversarial network", equation 3).
 *
 * <p>Immutable and thread-safe.
 *
 * @param factor the factor between the sizes, 2, 3 or 4
 * @param degradation the way in which samples are reduced
 * @param content the distance between result and sample
 * @param weight the weight of that distance
 */
public record Upscale(
    int factor, Degradation degradation, TaskChoice.Content content, double weight)
    implements Task {
  static Upscale of(TrainingConfig config) {
    TaskChoice choice = config.task();
    return new Upscale(
        choice.factor(), choice.degradation(), choice.content(), choice.contentWeight());
  }

  @Override
  public List<String> given() {
    return List.of(Batch.IMAGE);
  }

  @Override
  public boolean paired() {
    return true;
  }

  @Override
  public NetworkPair networks(TrainingConfig config, DataDescription data) {
    Shape sample = new Shape(data.shape());
    ImageTasks.require("upscale", config, sample);
    if (sample.dim(1) % factor != 0 || sample.dim(2) % factor != 0) {
      throw new TrainingException(
          "images of %s pixels are not a multiple of factor=%s: expected such a --size"
              .formatted(sample, factor),
          Set.of("factor"));
    }
    Shape small = Shape.of(sample.dim(0), sample.dim(1) / factor, sample.dim(2) / factor);
    return new NetworkPair(
        ResidualUpscaler.network(
            small, factor, config.networks().width(), config.networks().depth()),
        PatchCritic.ofLarge(sample, small, config.networks().width()));
  }

  @Override
  public Batch inputs(Batch real, Draw draw) {
    List<Long> shape = real.get(Batch.SAMPLE).shape(); // [n, channels, height, width]
    int height = Math.toIntExact(shape.get(2));
    int width = Math.toIntExact(shape.get(3));
    int planes = Math.toIntExact(shape.get(0) * shape.get(1));
    float[] values = ImageTasks.values(real, Batch.SAMPLE);
    float[] small = degradation.reduce(values, planes, height, width, factor);
    return Batch.of(
        Batch.IMAGE, small, shape.get(0), shape.get(1), height / factor, width / factor);
  }

  @Override
  public List<float[]> panels(Batch given, float[] generated) {
    List<Long> shape = given.get(Batch.SAMPLE).shape();
    int planes = Math.toIntExact(shape.get(0) * shape.get(1));
    int height = Math.toIntExact(shape.get(2) / factor);
    int width = Math.toIntExact(shape.get(3) / factor);
    float[] small = ImageTasks.values(given, Batch.IMAGE);
    return List.of(
        Enlargement.NEAREST.enlarge(small, planes, height, width, factor),
        Enlargement.BICUBIC.enlarge(small, planes, height, width, factor),
        generated,
        ImageTasks.values(given, Batch.SAMPLE));
  }

  @Override
  public List<String> contentTensors() {
    return List.of(Batch.SAMPLE);
  }

  @Override
  public String content(NamedTensors batch) {
    return String.format(
        Locale.ROOT,
        "%s * torch.mean(%s)",
        weight,
        Content.distance(content, "fake", batch.get(Batch.SAMPLE)));
  }

  @Override
  public void require(NetworkSpec generator, TrainingConfig config, TrainingData data) {
    InputSpec first = generator.inputs().get(0);
    Shape large = data.shape();
    Shape expected =
        large.rank() == 3
            ? Shape.of(large.dim(0), large.dim(1) / factor, large.dim(2) / factor)
            : large;
    if (generator.inputs().size() != 1
        || first.role() != InputSpec.Role.IMAGE
        || !first.name().equals(Batch.IMAGE)
        || !first.shape().equals(expected)) {
      throw new TrainingException(
          "the generator has the inputs %s: expected one image 'image' of shape %s"
              .formatted(generator.inputs(), expected));
    }
  }
}
