package dev.wgan.runtime;

import java.util.List;

/**
 * A model's description together with the dimensions its output has in the graph, which may say the
 * same sample in another shape ([784] for [1, 28, 28]).
 *
 * @param model what to call the model in messages
 * @param graphShape dimensions of one sample in the graph; -1 where only a run can tell
 */
record ModelLayout(String model, ModelInfo info, List<Integer> graphShape) {
  static ModelLayout of(String model, ModelInfo info, List<Integer> graphShape) {
    ModelOutput output = info.output();
    if (!graphShape.contains(-1)) {
      return new ModelLayout(model, info, List.of()).withGraphShape(graphShape);
    }
    boolean told = output.fixed() && Shapes.fits(output.shape(), graphShape);
    return new ModelLayout(model, info, told ? output.shape() : List.copyOf(graphShape));
  }

  /** Whether the size of a sample is known before running. */
  boolean fixed() {
    return !graphShape.contains(-1);
  }

  /** Elements of one sample. */
  int sampleSize() {
    return (int) Shapes.elements(graphShape);
  }

  /** The layout with the dimensions that the graph or a run has shown. */
  ModelLayout withGraphShape(List<Integer> found) {
    ModelOutput output = info.output();
    long elements = Shapes.elements(found);
    if (elements < 1 || elements > Integer.MAX_VALUE / Float.BYTES) {
      throw new ModelLoadException(
          "%s gives samples of shape %s: expected 1 to %d elements"
              .formatted(model, found, Integer.MAX_VALUE / Float.BYTES));
    }
    if (output.fixed() && Shapes.elements(output.shape()) != elements) {
      throw new ModelLoadException(
          "%s gives samples of shape %s in '%s': they are no samples of shape %s"
              .formatted(model, found, output.name(), output.shape()));
    }
    int columns = info.standardisation().map(table -> table.columns().size()).orElse(1);
    if (elements % columns != 0) {
      throw new ModelLoadException(
          "%s gives samples of shape %s: they are no rows of its %d columns"
              .formatted(model, found, columns));
    }
    ModelInfo described =
        output.fixed()
            ? info
            : new ModelInfo(
                info.inputs(),
                info.latentDistribution(),
                output.withShape(found),
                info.outputs(),
                info.frozenBatch(),
                info.batching(),
                info.classNames(),
                info.standardisation(),
                info.metadata());
    return new ModelLayout(model, described, List.copyOf(found));
  }
}
