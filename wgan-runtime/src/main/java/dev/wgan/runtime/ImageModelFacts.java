package dev.wgan.runtime;

import dev.wgan.runtime.internal.MetadataKey;
import dev.wgan.runtime.internal.MetadataKeys;
import java.util.List;
import java.util.Optional;

/**
 * The facts that a model states which makes pictures of pictures, checked.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model what to call the model in messages
 * @param task {@link ModelTask#UPSCALE} or {@link ModelTask#INPAINT}
 * @param image the input that takes the picture, {@code [n, channels, height, width]}
 * @param mask the input that takes the mask, {@code [n, 1, height, width]}; empty for an upscaler
 * @param output the name of the output
 * @param channels 1 or 3
 * @param factor the factor by which pictures grow; 1 for an inpainter
 * @param overlap the radius of the receptive field in pixels of the input
 * @param multiple the number that must divide height and width of the input
 * @param range the values of black and white
 */
record ImageModelFacts(
    String model,
    ModelTask task,
    ModelInput image,
    Optional<ModelInput> mask,
    String output,
    int channels,
    int factor,
    int overlap,
    int multiple,
    ValueRange range) {
  private static final int MAX_OVERLAP = 4096;
  private static final int MAX_MULTIPLE = 1024;
  private static final int CHANNEL = 0;
  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;

  /** Reads the facts, and refuses a graph that does not take pictures as they say. */
  static ImageModelFacts of(ModelLayout layout, ModelTask task) {
    String model = layout.model();
    ModelInfo info = layout.info();
    Metadata metadata = new Metadata(model, info.metadata());
    ModelInput image = input(model, info, ModelInput.Role.IMAGE, task);
    Optional<ModelInput> mask =
        task == ModelTask.INPAINT
            ? Optional.of(input(model, info, ModelInput.Role.MASK, task))
            : Optional.empty();
    int expected = mask.isPresent() ? 2 : 1;
    if (info.inputs().size() != expected) {
      throw new ModelLoadException(
          "%s takes %s: expected %s".formatted(model, info.inputs(), inputs(task)));
    }
    int channels = image.shape().get(CHANNEL);
    if (channels != 1 && channels != 3) {
      throw new ModelLoadException(
          "%s takes pictures of %s channels in '%s': expected 1 (grey) or 3 (colour)"
              .formatted(model, channels, image.name()));
    }
    if (layout.type() != NativeType.FLOAT) {
      throw new ModelLoadException(
          "%s gives %s in '%s': expected float32"
              .formatted(model, layout.type(), info.output().name()));
    }
    return new ImageModelFacts(
        model,
        task,
        image,
        mask,
        info.output().name(),
        channels,
        task == ModelTask.UPSCALE ? number(metadata, MetadataKeys.UPSCALE_FACTOR, 2, 4) : 1,
        metadata.has(MetadataKeys.IMAGE_OVERLAP) || isAnySize(image)
            ? number(metadata, MetadataKeys.IMAGE_OVERLAP, 0, MAX_OVERLAP)
            : 0,
        metadata.has(MetadataKeys.IMAGE_MULTIPLE)
            ? number(metadata, MetadataKeys.IMAGE_MULTIPLE, 1, MAX_MULTIPLE)
            : 1,
        info.output().range().orElse(new ValueRange(-1, 1)));
  }

  private static ModelInput input(
      String model, ModelInfo info, ModelInput.Role role, ModelTask task) {
    ModelInput input =
        info.input(role)
            .orElseThrow(
                () ->
                    new ModelLoadException(
                        "%s takes %s, none of which its metadata call the %s: expected %s"
                            .formatted(
                                model,
                                info.inputs(),
                                role.name().toLowerCase(java.util.Locale.ROOT),
                                inputs(task))));
    boolean fits =
        input.type() == NativeType.FLOAT
            && input.ranked()
            && input.batched()
            && input.shape().size() == 3
            && (role == ModelInput.Role.IMAGE || input.shape().get(CHANNEL) == 1)
            && info.frozenBatch() <= 1;
    if (!fits) {
      throw new ModelLoadException(
          "%s takes %s: expected %s".formatted(model, input, inputs(task)));
    }
    return input;
  }

  private static String inputs(ModelTask task) {
    return task == ModelTask.INPAINT
        ? "float32 pictures [n, channels, height, width] and masks [n, 1, height, width]"
        : "float32 pictures [n, channels, height, width]";
  }

  private static int number(Metadata metadata, MetadataKey<Integer> key, int least, int most) {
    int value = metadata.get(key).orElseThrow(() -> metadata.malformed(key, least + " to " + most));
    if (value < least || value > most) {
      throw metadata.malformed(key, least + " to " + most);
    }
    return value;
  }

  /** Returns whether height and width are open in the graph. */
  boolean anySize() {
    return isAnySize(image);
  }

  private static boolean isAnySize(ModelInput image) {
    return image.shape().get(HEIGHT) < 0 && image.shape().get(WIDTH) < 0;
  }

  /** Refuses a picture that the graph does not take. */
  void requireSize(int width, int height) {
    int high = image.shape().get(HEIGHT);
    int wide = image.shape().get(WIDTH);
    if ((high >= 0 && high != height) || (wide >= 0 && wide != width)) {
      throw new InputException(
          "%s takes only pictures of %s x %s pixels, because of a layer of fixed size: this one has"
                  .formatted(model, wide < 0 ? "any" : wide, high < 0 ? "any" : high)
              + " %s x %s".formatted(width, height));
    }
  }

  /** The dimensions of an input. */
  static long[] dims(int channelCount, int height, int width) {
    return Shapes.batched(1, List.of(channelCount, height, width));
  }
}
