package dev.wgan.runtime;

import java.util.List;

/**
 * A model's description together with what its output is in the graph, which may say the same
 * sample in another shape ([784] for [1, 28, 28]) and type (float16 for float32).
 *
 * @param model what to call the model in messages
 * @param type the type of the output's elements in the graph
 * @param batched whether the output's first dimension counts the samples; otherwise a run gives one
 * @param graphShape dimensions of one sample in the graph; -1 if it is known only after a run
 */
record ModelLayout(
    String model, ModelInfo info, NativeType type, boolean batched, List<Integer> graphShape) {
  private static final int MAX_ELEMENTS = Integer.MAX_VALUE / Float.BYTES;

  /** The shape of an output whose number of dimensions is not known. */
  static final List<Integer> UNKNOWN = List.of(-1);

  static ModelLayout of(
      String model, ModelInfo info, NativeType type, boolean batched, List<Integer> graphShape) {
    ModelLayout layout = new ModelLayout(model, info, type, batched, List.copyOf(graphShape));
    return layout.fixed() ? layout.withGraphShape(graphShape) : layout;
  }

  /** Returns whether the size of a sample is known before running. */
  boolean fixed() {
    return !graphShape.contains(-1);
  }

  /** Elements of one sample; 0 while that is not known. */
  int sampleSize() {
    return fixed() ? (int) Shapes.elements(graphShape) : 0;
  }

  /** The output's dimensions in the graph for so many samples. */
  long[] dims(int batch) {
    return batched
        ? Shapes.batched(batch, graphShape)
        : graphShape.stream().mapToLong(Integer::longValue).toArray();
  }

  /** The same model, of which a run takes so many samples. */
  ModelLayout withFrozenBatch(int batch) {
    return new ModelLayout(model, info.withFrozenBatch(batch), type, batched, graphShape);
  }

  /** The layout as a run has shown it: whole outputs are single samples. */
  ModelLayout withOutput(List<Integer> dims, int batch) {
    boolean counts = !dims.isEmpty() && dims.get(0) == batch && (batched || batch > 1);
    if (!counts && batch != 1) {
      throw new ModelLoadException(
          "%s gives an output of shape %s in '%s' for %s samples at once: expected %s in front"
              .formatted(model, dims, info.output().name(), batch, batch));
    }
    ModelLayout found = new ModelLayout(model, info, type, counts, graphShape);
    return found.withGraphShape(counts ? dims.subList(1, dims.size()) : dims);
  }

  /** The layout with the dimensions that the graph or a run has shown. */
  ModelLayout withGraphShape(List<Integer> found) {
    ModelOutput output = info.output();
    long elements = Shapes.elements(found);
    if (elements < 1 || elements > MAX_ELEMENTS) {
      throw new ModelLoadException(
          "%s gives samples of shape %s in '%s': expected 1 to %s elements"
              .formatted(model, found, output.name(), MAX_ELEMENTS));
    }
    if (output.fixed() && Shapes.elements(output.shape()) != elements) {
      throw new ModelLoadException(
          FailureSentence.of(
              "%s gives samples of shape %s in '%s': they are not samples of shape %s; set %s to"
                  + " one of %s elements",
              model, found, output.name(), output.shape(), Setting.SAMPLE_SHAPE, elements));
    }
    if (output.fixed() && Shapes.isPermuted(output.shape(), found)) {
      throw new ModelLoadException(
          FailureSentence.of(
              "%s gives samples of shape %s in '%s', which the shape %s would scramble: it has the"
                  + " same dimensions in another order; if they are images with their channels"
                  + " last, say so with %s",
              model, found, output.name(), output.shape(), Setting.LAYOUT));
    }
    int columns = info.standardisation().map(table -> table.columns().size()).orElse(1);
    if (elements % columns != 0) {
      throw new ModelLoadException(
          "%s gives samples of shape %s: expected rows of its %s columns"
              .formatted(model, found, columns));
    }
    ModelInfo described = output.fixed() ? info : info.withOutput(output.withShape(found));
    return new ModelLayout(model, described, type, batched, List.copyOf(found));
  }
}
