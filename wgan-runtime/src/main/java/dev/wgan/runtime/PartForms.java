package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FormRules} for operators that take values apart and join them. */
final class PartForms {
  private PartForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      case "Gather" -> List.of(gather(node));
      case "GatherElements" -> List.of(node.input(1).emptied().withType(node.input(0).type()));
      case "GatherND" -> List.of(gatherNd(node));
      case "Slice" -> List.of(slice(node));
      case "Concat" -> List.of(concat(node));
      case "Split" -> split(node);
      case "Compress" -> List.of(compress(node));
      case "Unique" -> List.of(compress(node));
      default -> null;
    };
  }

  private static ValueForm gather(FormNode node) {
    ValueForm data = node.input(0);
    ValueForm at = node.input(1);
    List<Extent> dims = data.dims();
    List<Extent> places = at.dims();
    if (dims == null || places == null) {
      return ElementForms.broadcast(data, at).lost();
    }
    int axis = node.axis("axis", 0, dims.size());
    if (axis < 0) {
      return data.lost();
    }
    List<Extent> made = new ArrayList<>(dims.subList(0, axis));
    made.addAll(places);
    made.addAll(dims.subList(axis + 1, dims.size()));
    ValueForm form = data.withDims(made);
    List<Extent> numbers = data.numbers();
    List<Extent> indices = at.numbers();
    if (numbers == null || indices == null || dims.size() != 1) {
      return form;
    }
    List<Extent> found = new ArrayList<>();
    for (Extent index : indices) {
      int place = index.exact() ? FormNode.axis(index.value(), numbers.size()) : -1;
      found.add(place < 0 ? index.worse(Extent.UNKNOWN) : numbers.get(place));
    }
    return form.withNumbers(found);
  }

  private static ValueForm gatherNd(FormNode node) {
    List<Extent> dims = node.dims(0);
    List<Extent> places = node.dims(1);
    if (dims == null || places == null || places.isEmpty()) {
      return node.input(0).lost();
    }
    Extent depth = places.get(places.size() - 1);
    double from = depth.value() + node.real("batch_dims", 0);
    if (!depth.exact() || from < 0 || from > dims.size()) {
      return node.input(0).lost();
    }
    List<Extent> made = new ArrayList<>(places.subList(0, places.size() - 1));
    made.addAll(dims.subList((int) from, dims.size()));
    return node.input(0).withDims(made);
  }

  private static ValueForm slice(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null) {
      return first.lost();
    }
    List<Extent> starts = node.listed("starts", 1);
    List<Extent> ends = node.listed("ends", 2);
    boolean someAxes = node.has(3) || node.attribute("axes").isPresent();
    List<Extent> axes = someAxes ? node.listed("axes", 3) : counted(starts, ends);
    List<Extent> steps = node.has(4) ? node.numbers(4) : null;
    List<Extent> made = new ArrayList<>(dims);
    List<Extent> numbers = first.numbers();
    if (axes == null) {
      Collections.fill(made, Extent.UNKNOWN);
      return first.withDims(made);
    }
    for (int i = 0; i < axes.size(); i++) {
      int axis = axes.get(i).exact() ? FormNode.axis(axes.get(i).value(), dims.size()) : -1;
      if (axis < 0) {
        Collections.fill(made, Extent.UNKNOWN);
        return first.withDims(made);
      }
      Extent step = node.has(4) ? at(steps, i) : Extent.ONE;
      Slice window = new Slice(at(starts, i), at(ends, i), step);
      made.set(axis, window.length(dims.get(axis)));
      numbers = dims.size() == 1 && numbers != null ? window.of(numbers) : null;
    }
    return first.withDims(made).withNumbers(numbers);
  }

  /** The axes 0, 1, 2 and so on, one per start; null if their number is unknown. */
  private static @Nullable List<Extent> counted(
      @Nullable List<Extent> starts, @Nullable List<Extent> ends) {
    List<Extent> one = starts != null ? starts : ends;
    if (one == null) {
      return null;
    }
    List<Extent> axes = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      axes.add(Extent.of(i));
    }
    return axes;
  }

  private static Extent at(@Nullable List<Extent> numbers, int i) {
    return numbers != null && i < numbers.size() ? numbers.get(i) : Extent.UNKNOWN;
  }

  private static ValueForm concat(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> made = first.dims();
    List<Extent> numbers = first.numbers();
    for (int i = 0; i < node.inputs().size(); i++) {
      ValueForm part = node.input(i);
      List<Extent> dims = part.dims();
      if (made == null || dims == null || dims.size() != made.size()) {
        return (dims == null ? part : first).lost().withType(first.type());
      }
      if (i > 0) {
        int axis = node.axis("axis", 1, dims.size());
        List<Extent> before = made;
        made = new ArrayList<>();
        for (int d = 0; d < dims.size(); d++) {
          Extent dim = before.get(d);
          made.add(d == axis ? dim.plus(dims.get(d)) : dim.agreed(dims.get(d)));
        }
        List<Extent> more = part.numbers();
        numbers = joined(numbers, more);
      }
    }
    return made == null
        ? first.lost()
        : first.withDims(made).withNumbers(made.size() == 1 ? numbers : null);
  }

  private static @Nullable List<Extent> joined(
      @Nullable List<Extent> one, @Nullable List<Extent> other) {
    if (one == null || other == null || one.size() > ValueForm.MOST_NUMBERS) {
      return null;
    }
    List<Extent> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static List<ValueForm> split(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    int parts = node.node().outputs().size();
    int axis = node.axis("axis", 0, first.rank());
    List<ValueForm> forms = new ArrayList<>();
    boolean listed = node.has(1) || node.attribute("split").isPresent();
    List<Extent> sizes = node.listed("split", 1);
    Extent from = Extent.of(0);
    for (int i = 0; i < parts; i++) {
      if (dims == null || axis < 0) {
        forms.add(first.lost());
        continue;
      }
      Extent whole = dims.get(axis);
      Extent size = listed ? at(sizes, i) : equal(whole, parts, i);
      List<Extent> part = new ArrayList<>(dims);
      part.set(axis, size);
      Slice window = new Slice(from, from.plus(size), Extent.ONE);
      List<Extent> numbers = first.numbers();
      forms.add(
          first
              .withDims(part)
              .withNumbers(numbers == null || dims.size() != 1 ? null : window.of(numbers)));
      from = from.plus(size);
    }
    return forms;
  }

  /** Equal parts; the last one is smaller where they do not come out even. */
  private static Extent equal(Extent whole, int parts, int i) {
    return whole.map(
        length -> {
          double size = Math.ceil(length / parts);
          return Math.max(0, Math.min(size, length - i * size));
        });
  }

  /** The numbers of elements that are left follow from the elements. */
  private static ValueForm compress(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (node.attribute("axis").isEmpty()) {
      return first.withDims(List.of(Extent.UNKNOWN));
    }
    int axis = dims == null ? -1 : node.axis("axis", 0, dims.size());
    if (dims == null || axis < 0) {
      return first.lost();
    }
    List<Extent> left = new ArrayList<>(dims);
    left.set(axis, Extent.UNKNOWN);
    return first.withDims(left);
  }
}
