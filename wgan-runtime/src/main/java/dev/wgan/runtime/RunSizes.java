package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The check of the inputs of each run of a graph that would end the process on inputs of some
 * sizes: images, for example, that a network makes smaller until nothing is left.
 *
 * <p>Thread-safe. Sizes that have been found safe are remembered.
 */
final class RunSizes {
  private static final int MOST_REMEMBERED = 4096;

  private final String model;
  private final OnnxFile outline;
  private final boolean unguarded;
  private final Set<Map<String, ValueForm>> safe = ConcurrentHashMap.newKeySet();

  private RunSizes(String model, OnnxFile outline, boolean unguarded) {
    this.model = model;
    this.outline = outline;
    this.unguarded = unguarded;
  }

  /** The check of a graph's runs; null if the graph is safe on inputs of any sizes. */
  static @Nullable RunSizes of(String model, OnnxFile file, GeneratorOptions options) {
    boolean unguarded = options.unguardedOperators();
    boolean open = FormTracing.of(file, Map.of(), unguarded).open();
    return open ? new RunSizes(model, file.outline(ValueForm.MOST_NUMBERS), unguarded) : null;
  }

  /** Refuses the inputs of a run if the graph could end the process on their sizes. */
  void requireTensors(Map<String, OnnxTensor> inputs) throws OrtException {
    Map<String, ValueForm> forms = new LinkedHashMap<>();
    for (GraphValue input : outline.graph().inputs()) {
      OnnxTensor tensor = inputs.get(input.name());
      if (tensor != null) {
        ValueForm form = form(input, tensor.getInfo().getShape());
        forms.put(input.name(), withNumbers(form, input, tensor));
      }
    }
    requireForms(forms);
  }

  /** The same for inputs of which the dimensions are known. */
  void requireDims(Map<String, long[]> inputs) {
    Map<String, ValueForm> forms = new LinkedHashMap<>();
    for (GraphValue input : outline.graph().inputs()) {
      long[] dims = inputs.get(input.name());
      if (dims != null) {
        // Labels are numbers, too, of which nothing is known before they are given.
        boolean numbers = ValueForm.settings(input) >= 0;
        forms.put(input.name(), numbers ? ValueForm.declared(input) : form(input, dims));
      }
    }
    requireForms(forms);
  }

  private static ValueForm form(GraphValue input, long[] dims) {
    List<Extent> sizes = LongStream.of(dims).mapToObj(Extent::declared).toList();
    return ValueForm.of(input.elementType(), sizes);
  }

  /** Sizes may be given as numbers, too. */
  private static ValueForm withNumbers(ValueForm form, GraphValue input, OnnxTensor tensor) {
    if (ValueForm.settings(input) < 0) {
      return form;
    }
    List<Extent> numbers = new ArrayList<>();
    if (input.elementType() == StoredTensor.INT64) {
      for (LongBuffer values = tensor.getLongBuffer(); values.hasRemaining(); ) {
        numbers.add(Extent.of(values.get()));
      }
    } else {
      for (IntBuffer values = tensor.getIntBuffer(); values.hasRemaining(); ) {
        numbers.add(Extent.of(values.get()));
      }
    }
    return form.withNumbers(numbers);
  }

  private void requireForms(Map<String, ValueForm> forms) {
    if (safe.contains(forms)) {
      return;
    }
    List<String> dangers = FormTracing.of(outline, forms, unguarded).dangers();
    if (!dangers.isEmpty()) {
      Map<String, String> shapes = new LinkedHashMap<>();
      forms.forEach((name, form) -> shapes.put(name, form.text()));
      throw new InputException(
          "%s cannot be run on inputs of the sizes %s, since that could end the process: %s"
              .formatted(model, shapes, dangers.get(0)));
    }
    if (safe.size() >= MOST_REMEMBERED) {
      safe.clear();
    }
    safe.add(forms);
  }
}
