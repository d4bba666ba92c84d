package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FormRules} for operators that make values of sizes, or sizes of values. */
final class ListForms {
  private ListForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      case "Shape" -> List.of(shape(node));
      case "Size" -> List.of(ValueForm.scalar(StoredTensor.INT64, node.input(0).elements()));
      case "SequenceLength" -> List.of(ValueForm.of(StoredTensor.INT64));
      case "ConstantOfShape" -> List.of(constantOfShape(node));
      case "Range" -> List.of(range(node));
      case "NonZero" -> List.of(nonZero(node));
      case "OneHot" -> List.of(oneHot(node));
      case "RandomNormal" -> List.of(shaped(node));
      case "RandomUniform" -> List.of(shaped(node));
      case "TopK" -> topK(node);
      case "Constant" -> List.of(constant(node));
      case "NonMaxSuppression" ->
          List.of(ValueForm.of(StoredTensor.INT64, Extent.UNKNOWN, Extent.of(3)));
      case "HannWindow", "HammingWindow", "BlackmanWindow" ->
          List.of(ofSizes(node, StoredTensor.FLOAT));
      default -> null;
    };
  }

  private static ValueForm constant(FormNode node) {
    var tensor = node.attribute("value").flatMap(OnnxAttribute::tensor);
    if (tensor.isPresent()) {
      return ValueForm.constant(tensor.get());
    }
    var whole = node.attribute("value_int").flatMap(OnnxAttribute::integer);
    if (whole.isPresent()) {
      return ValueForm.scalar(StoredTensor.INT64, Extent.of(whole.get()));
    }
    var real = node.attribute("value_float").flatMap(OnnxAttribute::real);
    if (real.isPresent()) {
      return ValueForm.scalar(StoredTensor.FLOAT, Extent.of(real.get()));
    }
    var sizes = node.sizes("value_ints");
    if (sizes.isPresent()) {
      return ValueForm.vector(sizes.get());
    }
    var reals = node.attribute("value_floats").flatMap(OnnxAttribute::reals);
    if (reals.isPresent()) {
      List<Extent> numbers = new ArrayList<>();
      for (float value : reals.get()) {
        numbers.add(Extent.of(value));
      }
      return ValueForm.vector(numbers).withType(StoredTensor.FLOAT);
    }
    return ValueForm.UNKNOWN;
  }

  private static ValueForm shape(FormNode node) {
    List<Extent> dims = node.dims(0);
    if (dims == null) {
      return ValueForm.of(StoredTensor.INT64, node.input(0).open() ? Extent.OPEN : Extent.UNKNOWN);
    }
    int rank = dims.size();
    int start = bound(node.integer("start", 0), rank);
    int end = bound(node.integer("end", rank), rank);
    return ValueForm.vector(dims.subList(start, Math.max(start, end)));
  }

  private static int bound(long at, int rank) {
    return (int) Math.max(0, Math.min(rank, at < 0 ? at + rank : at));
  }

  /** A value whose dimensions are the numbers of the first input. */
  private static ValueForm ofSizes(FormNode node, int type) {
    List<Extent> dims = node.numbers(0);
    return dims == null ? ranked(node.input(0), type) : ValueForm.of(type, dims);
  }

  /** A value that has as many dimensions as a list has elements, none of which is known. */
  static ValueForm ranked(ValueForm list, int type) {
    List<Extent> dims = list.dims();
    if (dims == null || dims.size() != 1) {
      return list.lost().withType(type);
    }
    Extent length = dims.get(0);
    if (!length.exact() || length.value() > ValueForm.MOST_NUMBERS) {
      return (length.kind() == Extent.Kind.OPEN ? ValueForm.OPEN : ValueForm.UNKNOWN)
          .withType(type);
    }
    return ValueForm.of(type, Collections.nCopies((int) length.value(), Extent.UNKNOWN));
  }

  private static ValueForm constantOfShape(FormNode node) {
    var value = node.attribute("value").flatMap(OnnxAttribute::tensor);
    int type = value.map(StoredTensor::elementType).orElse(StoredTensor.FLOAT);
    ValueForm form = ofSizes(node, type);
    Extent count = form.elements();
    if (!count.exact() || count.value() > ValueForm.MOST_NUMBERS || count.value() < 0) {
      return form;
    }
    double[] numbers =
        value.isEmpty() ? new double[1] : value.get().numbers().orElse(new double[0]);
    return numbers.length != 1
        ? form
        : form.withNumbers(Collections.nCopies((int) count.value(), Extent.of(numbers[0])));
  }

  private static ValueForm range(FormNode node) {
    int type = node.input(0).type();
    Extent from = node.number(0);
    Extent by = node.number(2);
    Extent count =
        node.number(1)
            .with(from, (a, b) -> a - b)
            .with(by, (a, b) -> b == 0 ? Double.NaN : Math.max(0, Math.ceil(a / b)));
    ValueForm form = ValueForm.of(type, count);
    if (!count.exact() || count.value() > ValueForm.MOST_NUMBERS || !StoredTensor.isWhole(type)) {
      return form;
    }
    List<Extent> numbers = new ArrayList<>();
    for (int i = 0; i < count.value(); i++) {
      numbers.add(Extent.computed(from.value() + i * by.value()));
    }
    return form.withNumbers(numbers);
  }

  /** Exporters count with it: the places of a list of ones. */
  private static ValueForm nonZero(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> numbers = first.numbers();
    if (first.rank() == 1 && numbers != null && numbers.stream().allMatch(Extent::exact)) {
      List<Extent> places = new ArrayList<>();
      for (int i = 0; i < numbers.size(); i++) {
        if (!numbers.get(i).is(0)) {
          places.add(Extent.of(i));
        }
      }
      return ValueForm.of(StoredTensor.INT64, Extent.ONE, Extent.of(places.size()))
          .withNumbers(places);
    }
    Extent rank = first.dims() == null ? Extent.UNKNOWN : Extent.of(first.rank());
    return ValueForm.of(StoredTensor.INT64, rank, Extent.UNKNOWN);
  }

  private static ValueForm oneHot(FormNode node) {
    List<Extent> dims = node.dims(0);
    int type = node.input(2).type();
    if (dims == null) {
      return node.input(0).lost().withType(type);
    }
    int axis = node.axis("axis", -1, dims.size() + 1);
    List<Extent> made = new ArrayList<>(dims);
    made.add(axis < 0 ? dims.size() : axis, node.number(1));
    return ValueForm.of(type, made);
  }

  private static ValueForm shaped(FormNode node) {
    return node.sizes("shape")
        .map(dims -> ValueForm.of((int) node.integer("dtype", StoredTensor.FLOAT), dims))
        .orElse(ValueForm.UNKNOWN);
  }

  private static List<ValueForm> topK(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null) {
      return List.of(first.lost(), first.lost());
    }
    int axis = node.axis("axis", -1, dims.size());
    List<Extent> made = new ArrayList<>(dims);
    if (axis >= 0) {
      long k = node.integer("k", -1);
      made.set(axis, k >= 0 ? Extent.of(k) : node.number(1));
    }
    return List.of(first.withDims(made), ValueForm.of(StoredTensor.INT64, made));
  }
}
