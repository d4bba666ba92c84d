package dev.wgan.runtime;

import static dev.wgan.runtime.WindowForms.at;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FormRules} for operators that make images larger or smaller. */
final class ResizeForms {
  private ResizeForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      case "AffineGrid" -> List.of(grid(node));
      case "Resize" -> List.of(resized(node));
      case "Upsample" -> List.of(resized(node));
      case "Pad" -> List.of(padded(node));
      default -> null;
    };
  }

  private static ValueForm grid(FormNode node) {
    List<Extent> sizes = node.numbers(1);
    if (sizes == null || sizes.size() < 4) {
      return ValueForm.UNKNOWN;
    }
    List<Extent> made = new ArrayList<>(sizes.subList(2, sizes.size()));
    made.add(0, sizes.get(0));
    made.add(Extent.of(sizes.size() - 2));
    return node.input(0).withDims(made);
  }

  /** Sizes are its fourth input, scales its third; before opset 11 scales were the second. */
  private static ValueForm resized(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    boolean plain = node.text("keep_aspect_ratio_policy", "stretch").equals("stretch");
    boolean whole = !node.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
    if (dims == null || !plain || !whole) {
      return first.mapDims(dim -> Extent.UNKNOWN);
    }
    List<Extent> sizes = node.numbers(3);
    int at = node.node().is("Upsample") || node.inputs().size() == 2 ? 1 : 2;
    List<Extent> scales = node.has(at) ? node.numbers(at) : scales(node);
    List<Extent> made = new ArrayList<>(dims);
    long[] axes = node.integers("axes").orElse(null);
    int count = axes == null ? dims.size() : axes.length;
    for (int i = 0; i < count; i++) {
      int axis = axes == null ? i : FormNode.axis(axes[i], dims.size());
      if (axis < 0) {
        return first.mapDims(dim -> Extent.UNKNOWN);
      }
      Extent size = at(sizes, i);
      Extent scale = at(scales, i);
      Extent side = dims.get(axis);
      if (size == null) {
        size =
            scale == null
                ? Extent.UNKNOWN
                : side.with(scale, (length, s) -> Math.floor((float) s * (float) length));
      }
      made.set(axis, size);
    }
    return first.withDims(made);
  }

  private static @Nullable List<Extent> scales(FormNode node) {
    float[] scales = node.attribute("scales").flatMap(OnnxAttribute::reals).orElse(null);
    if (scales == null) {
      return null;
    }
    List<Extent> made = new ArrayList<>();
    for (float scale : scales) {
      made.add(Extent.of(scale));
    }
    return made;
  }

  private static ValueForm padded(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null) {
      return first.lost();
    }
    List<Extent> pads =
        node.has(1) ? node.numbers(1) : node.listed(node.opset() < 2 ? "paddings" : "pads", 1);
    List<Extent> axes = node.has(3) ? node.numbers(3) : null;
    if (pads == null || (node.has(3) && axes == null)) {
      return first.mapDims(dim -> Extent.UNKNOWN);
    }
    int count = axes == null ? dims.size() : axes.size();
    List<Extent> made = new ArrayList<>(dims);
    for (int i = 0; i < count; i++) {
      Extent named = axes == null ? Extent.of(i) : axes.get(i);
      int axis = named.exact() ? FormNode.axis(named.value(), dims.size()) : -1;
      Extent before = at(pads, i);
      Extent after = at(pads, i + count);
      if (axis < 0 || before == null || after == null) {
        return first.mapDims(dim -> Extent.UNKNOWN);
      }
      made.set(axis, dims.get(axis).plus(before).plus(after).map(side -> Math.max(0, side)));
    }
    return first.withDims(made);
  }
}
