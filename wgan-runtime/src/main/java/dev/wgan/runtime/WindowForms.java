package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link FormRules} for operators that move a window over images. Where a window is
 * larger than its image, a side of 0 stands for the failure of the run.
 */
final class WindowForms {
  private WindowForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      case "Conv",
          "ConvInteger",
          "DeformConv",
          "com.microsoft:FusedConv",
          "com.microsoft.nchwc:Conv" ->
          List.of(convolution(node, 1));
      case "QLinearConv" -> List.of(convolution(node, 3));
      case "ConvTranspose" -> List.of(transposed(node));
      case "MaxPool",
          "AveragePool",
          "LpPool",
          "com.microsoft.nchwc:MaxPool",
          "com.microsoft.nchwc:AveragePool",
          "com.microsoft.nchwc:LpPool" ->
          pooled(node);
      case "GlobalAveragePool",
          "GlobalMaxPool",
          "GlobalLpPool",
          "com.microsoft.nchwc:GlobalAveragePool",
          "com.microsoft.nchwc:GlobalMaxPool",
          "com.microsoft.nchwc:GlobalLpPool" ->
          List.of(global(node));
      case "com.microsoft.nchwc:ReorderInput" -> List.of(node.input(0));
      case "com.microsoft.nchwc:ReorderOutput" -> List.of(reordered(node));
      case "RoiAlign", "MaxRoiPool" -> List.of(regions(node));
      case "GridSample" -> List.of(sampled(node));
      default -> null;
    };
  }

  static @Nullable Extent at(@Nullable List<Extent> list, int i) {
    return list != null && i < list.size() ? list.get(i) : null;
  }

  private static double setting(FormNode node, String name, int i, double otherwise) {
    long[] values = node.integers(name).orElse(new long[0]);
    return i < values.length ? (double) values[i] : otherwise;
  }

  /** The side of a kernel, from the setting or from the weights. */
  private static Extent kernel(FormNode node, int side, int weights) {
    double set = setting(node, "kernel_shape", side, -1);
    Extent stored = at(node.dims(weights), side + 2);
    return set >= 0 ? Extent.of(set) : stored == null ? Extent.UNKNOWN : stored;
  }

  private static ValueForm convolution(FormNode node, int weights) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null || dims.size() < 3 || node.integer("channels_last", 0) != 0) {
      return first.lost();
    }
    List<Extent> made = new ArrayList<>(dims);
    Extent channels = at(node.dims(weights), 0);
    made.set(1, channels == null ? Extent.UNKNOWN : channels);
    for (int i = 0; i < dims.size() - 2; i++) {
      made.set(i + 2, windows(node, dims.get(i + 2), i, kernel(node, i, weights), dims.size() - 2));
    }
    return first.withDims(made);
  }

  /** Returns how many places a window has along one side. */
  private static Extent windows(FormNode node, Extent side, int i, Extent kernel, int sides) {
    double stride = setting(node, "strides", i, 1);
    double dilation = setting(node, "dilations", i, 1);
    String padding = node.text("auto_pad", "NOTSET");
    if (padding.startsWith("SAME")) {
      return side.map(length -> Math.ceil(length / stride));
    }
    boolean padded = !padding.equals("VALID");
    double before = padded ? setting(node, "pads", i, 0) : 0;
    double after = padded ? setting(node, "pads", i + sides, 0) : 0;
    boolean ceil = node.integer("ceil_mode", 0) != 0;
    return side.with(
        kernel,
        (length, k) -> {
          double room = length + before + after - (dilation * (k - 1) + 1);
          double places = (ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
          boolean outside = ceil && (places - 1) * stride >= length + before;
          return Math.max(0, outside ? places - 1 : places);
        });
  }

  private static ValueForm transposed(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null || dims.size() < 3) {
      return first.lost();
    }
    int sides = dims.size() - 2;
    List<Extent> made = new ArrayList<>(dims);
    Extent channels = at(node.dims(1), 1);
    double group = node.real("group", 1);
    made.set(1, channels == null ? Extent.UNKNOWN : channels.times(Extent.of(group)));
    boolean same = node.text("auto_pad", "NOTSET").startsWith("SAME");
    boolean valid = node.text("auto_pad", "NOTSET").equals("VALID");
    for (int i = 0; i < sides; i++) {
      double stride = setting(node, "strides", i, 1);
      double dilation = setting(node, "dilations", i, 1);
      double more = setting(node, "output_padding", i, 0);
      double pads = valid ? 0 : setting(node, "pads", i, 0) + setting(node, "pads", i + sides, 0);
      double set = setting(node, "output_shape", i, -1);
      Extent side = dims.get(i + 2);
      made.set(
          i + 2,
          set >= 0
              ? Extent.of(set)
              : same
                  ? side.map(length -> length * stride)
                  : side.with(
                      kernel(node, i, 1),
                      (length, k) ->
                          Math.max(
                              0, stride * (length - 1) + more + dilation * (k - 1) + 1 - pads)));
    }
    return first.withDims(made);
  }

  private static List<ValueForm> pooled(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null || dims.size() < 3) {
      return List.of(first.lost(), first.lost());
    }
    List<Extent> made = new ArrayList<>(dims);
    for (int i = 0; i < dims.size() - 2; i++) {
      Extent kernel = Extent.of(setting(node, "kernel_shape", i, 1));
      made.set(i + 2, windows(node, dims.get(i + 2), i, kernel, dims.size() - 2));
    }
    return List.of(first.withDims(made), ValueForm.of(StoredTensor.INT64, made));
  }

  private static ValueForm global(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null || dims.size() < 2) {
      return first.lost();
    }
    List<Extent> made = new ArrayList<>(dims);
    Collections.fill(made.subList(2, made.size()), Extent.ONE);
    return first.withDims(made);
  }

  private static ValueForm reordered(FormNode node) {
    List<Extent> dims = node.dims(0);
    if (dims == null || dims.size() != 4 || node.integer("channels_last", 0) != 0) {
      return node.input(0).lost();
    }
    List<Extent> made = new ArrayList<>(dims);
    made.set(1, Extent.of(node.integer("channels", 1)));
    return node.input(0).withDims(made);
  }

  private static ValueForm regions(FormNode node) {
    Extent count = at(node.dims(1), 0);
    Extent channels = at(node.dims(0), 1);
    boolean align = node.node().is("RoiAlign");
    double height = align ? node.real("output_height", 1) : setting(node, "pooled_shape", 0, 1);
    double width = align ? node.real("output_width", 1) : setting(node, "pooled_shape", 1, 1);
    return ValueForm.of(
        node.input(0).type(),
        count == null ? Extent.UNKNOWN : count,
        channels == null ? Extent.UNKNOWN : channels,
        Extent.of(height),
        Extent.of(width));
  }

  private static ValueForm sampled(FormNode node) {
    List<Extent> dims = node.dims(0);
    List<Extent> places = node.dims(1);
    if (dims == null || places == null || places.size() < 3 || dims.size() != places.size()) {
      return node.input(0).lost();
    }
    List<Extent> made = new ArrayList<>(dims.subList(0, 2));
    made.addAll(places.subList(1, places.size() - 1));
    return node.input(0).withDims(made);
  }
}
