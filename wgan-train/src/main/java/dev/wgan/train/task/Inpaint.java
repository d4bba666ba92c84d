package dev.wgan.train.task;

import dev.wgan.network.InputSpec;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Shape;
import dev.wgan.run.TrainingData;
import dev.wgan.train.architecture.DilatedInpainter;
import dev.wgan.train.architecture.PatchCritic;
import dev.wgan.train.config.TaskChoice;
import dev.wgan.train.config.TrainingConfig;
import dev.wgan.train.config.TrainingException;
import dev.wgan.train.data.Batch;
import dev.wgan.train.data.DataDescription;
import dev.wgan.train.restore.HarmonicFill;
import dev.wgan.train.restore.MaskSource;
import dev.wgan.train.torchscript.NamedTensors;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Completes images: the generator is given a sample without the pixels in holes, and a mask of the
 * holes. The content term is the distance inside the holes, discounted by the distance from the
 * given pixels (Yu et al. 2018, "Generative image inpainting with contextual attention", section
 * 3.2), and a small share of that outside. The critic scores the completed image together with the
 * mask, and its gradient is penalised inside the holes alone.
 *
 * <p>Immutable and thread-safe.
 *
 * @param masks the source of the masks
 * @param content the distance between result and sample
 * @param weight the weight of that distance
 */
public record Inpaint(MaskSource masks, TaskChoice.Content content, double weight) implements Task {
  /** The weights of the content term by pixel, {@code [batch, 1, height, width]}. */
  static final String DISCOUNT = "discount";

  /** The share of the distance outside the holes: the network has nothing to change there. */
  private static final double VISIBLE = 0.1;

  static Inpaint of(TrainingConfig config) {
    TaskChoice choice = config.task();
    return new Inpaint(ImageTasks.masks(choice), choice.content(), choice.contentWeight());
  }

  @Override
  public List<String> given() {
    return List.of(Batch.IMAGE, Batch.MASK);
  }

  @Override
  public boolean paired() {
    return true;
  }

  @Override
  public Optional<String> scope() {
    return Optional.of(Batch.MASK);
  }

  @Override
  public NetworkPair networks(TrainingConfig config, DataDescription data) {
    Shape sample = new Shape(data.shape());
    ImageTasks.require("inpaint", config, sample);
    return new NetworkPair(
        DilatedInpainter.network(sample, config.networks().width(), config.networks().depth()),
        PatchCritic.ofMasked(sample, config.networks().width()));
  }

  @Override
  public Batch inputs(Batch real, Draw draw) {
    List<Long> shape = real.get(Batch.SAMPLE).shape(); // [n, channels, height, width]
    int n = draw.count();
    int channels = Math.toIntExact(shape.get(1));
    int height = Math.toIntExact(shape.get(2));
    int width = Math.toIntExact(shape.get(3));
    float[] masks = masks().draw(draw.seed(), draw.first(), n, height, width);
    float[] images = ImageTasks.values(real, Batch.SAMPLE);
    int plane = height * width;
    for (int i = 0; i < images.length; i++) {
      images[i] *= 1 - masks[i / (plane * channels) * plane + i % plane];
    }
    float[] discount = HoleDiscount.of(masks, n, height, width);
    return Batch.of(Batch.IMAGE, images, n, channels, height, width)
        .with(Batch.MASK, FloatBuffer.wrap(masks), n, 1, height, width)
        .with(DISCOUNT, FloatBuffer.wrap(discount), n, 1, height, width);
  }

  @Override
  public List<String> contentTensors() {
    return List.of(Batch.SAMPLE, Batch.MASK, DISCOUNT);
  }

  @Override
  public String content(NamedTensors batch) {
    String mask = batch.get(Batch.MASK);
    String distance = Content.distance(content, "raw", batch.get(Batch.SAMPLE));
    return String.format(
        Locale.ROOT,
        "%1$s * (%2$s + %3$s * %4$s)",
        weight,
        mean(distance, batch.get(DISCOUNT)),
        VISIBLE,
        mean(distance, "(1.0 - " + mask + ")"));
  }

  /** The mean with weights {@code [batch, 1, height, width]}. */
  private static String mean(String values, String weights) {
    return "torch.sum(%1$s * %2$s) / (torch.sum(%2$s) * torch.size(fake, 1) + 1.0e-6)"
        .formatted(values, weights);
  }

  @Override
  public void require(NetworkSpec generator, TrainingConfig config, TrainingData data) {
    Shape image = data.shape();
    Optional<InputSpec> given = input(generator, InputSpec.Role.IMAGE);
    Optional<InputSpec> mask = input(generator, InputSpec.Role.MASK);
    boolean fits =
        generator.inputs().size() == 2
            && given.isPresent()
            && given.get().name().equals(Batch.IMAGE)
            && given.get().shape().equals(image)
            && mask.isPresent()
            && mask.get().shape().equals(image.with(0, 1));
    if (!fits) {
      throw new TrainingException(
          "the generator has the inputs %s: expected an image 'image' of shape %s and a mask of one channel"
              .formatted(generator.inputs(), image));
    }
  }

  @Override
  public List<float[]> panels(Batch given, float[] generated) {
    List<Long> shape = given.get(Batch.SAMPLE).shape(); // [n, channels, height, width]
    float[] holed = ImageTasks.values(given, Batch.IMAGE);
    float[] fill =
        HarmonicFill.fill(
            holed,
            ImageTasks.values(given, Batch.MASK),
            Math.toIntExact(shape.get(0)),
            Math.toIntExact(shape.get(1)),
            Math.toIntExact(shape.get(2)),
            Math.toIntExact(shape.get(3)));
    return List.of(holed, fill, generated, ImageTasks.values(given, Batch.SAMPLE));
  }

  private static Optional<InputSpec> input(NetworkSpec network, InputSpec.Role role) {
    return network.inputs().stream().filter(input -> input.role() == role).findFirst();
  }
}
