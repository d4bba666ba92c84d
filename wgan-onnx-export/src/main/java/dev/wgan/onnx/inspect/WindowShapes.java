package dev.wgan.onnx.inspect;

import dev.wgan.onnx.inspect.NodeView.MisfitException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Output shapes of convolutions and pooling. */
final class WindowShapes {
  private WindowShapes() {}

  /** Convolution of [batch, channels, spatial...] with a kernel [out, channels / groups, ...]. */
  static Optional<List<Dim>> conv(NodeView node, int data, int weight) {
    if (node.shape(data).isEmpty() || node.shape(weight).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(data).get();
    List<Dim> kernel = node.shape(weight).get();
    ranks(in, kernel);
    channels(in.get(1), kernel.get(1).times(Dim.of(node.integer("group", 1))));
    List<Dim> out = new ArrayList<>(List.of(in.get(0), kernel.get(0)));
    Windows windows = new Windows(node, in, kernel.subList(2, kernel.size()));
    for (int i = 0; i < windows.rank; i++) {
      out.add(windows.pooled(i, false));
    }
    return Optional.of(out);
  }

  /** Transposed convolution with a kernel [channels, out / groups, ...]. */
  static Optional<List<Dim>> convTranspose(NodeView node) {
    if (node.shape(0).isEmpty() || node.shape(1).isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    List<Dim> kernel = node.shape(1).get();
    ranks(in, kernel);
    channels(in.get(1), kernel.get(0));
    Dim channels = kernel.get(1).times(Dim.of(node.integer("group", 1)));
    List<Dim> out = new ArrayList<>(List.of(in.get(0), channels));
    Windows windows = new Windows(node, in, kernel.subList(2, kernel.size()));
    Optional<long[]> given = node.integers("output_shape");
    for (int i = 0; i < windows.rank; i++) {
      int at = i;
      out.add(
          given
              .filter(shape -> at < shape.length)
              .map(shape -> Dim.of(shape[at]))
              .orElseGet(() -> windows.spread(at)));
    }
    return Optional.of(out);
  }

  static Optional<List<Dim>> pool(NodeView node) {
    if (node.shape(0).isEmpty() || node.integers("kernel_shape").isEmpty()) {
      return Optional.empty();
    }
    List<Dim> in = node.shape(0).get();
    List<Dim> kernel = Dim.list(node.integers("kernel_shape").get());
    if (in.size() != kernel.size() + 2) {
      throw new MisfitException("a window %s over %s", Dim.text(kernel), Dim.text(in));
    }
    List<Dim> out = new ArrayList<>(in.subList(0, 2));
    Windows windows = new Windows(node, in, kernel);
    for (int i = 0; i < windows.rank; i++) {
      out.add(windows.pooled(i, node.integer("ceil_mode", 0) == 1));
    }
    return Optional.of(out);
  }

  static Optional<List<Dim>> globalPool(NodeView node) {
    return node.shape(0)
        .map(
            in -> {
              List<Dim> out = new ArrayList<>(in);
              for (int i = 2; i < out.size(); i++) {
                out.set(i, Dim.ONE);
              }
              return out;
            });
  }

  private static void ranks(List<Dim> in, List<Dim> kernel) {
    if (in.size() != kernel.size() || in.size() < 3) {
      throw new MisfitException("a kernel %s over %s", Dim.text(kernel), Dim.text(in));
    }
  }

  private static void channels(Dim found, Dim expected) {
    if (found.contradicts(expected)) {
      throw new MisfitException("%s channels where the kernel takes %s", found, expected);
    }
  }

  /** The attributes that windows share. */
  private static final class Windows {
    final int rank;
    private final List<Dim> in;
    private final List<Dim> kernel;
    private final long[] strides;
    private final long[] dilations;
    private final long[] pads;
    private final long[] outputPadding;
    private final String autoPad;

    Windows(NodeView node, List<Dim> in, List<Dim> kernel) {
      this.rank = kernel.size();
      this.in = in;
      this.kernel = kernel;
      this.strides = list(node, "strides", rank, 1, 1);
      this.dilations = list(node, "dilations", rank, 1, 1);
      this.pads = list(node, "pads", 2 * rank, 0, Long.MIN_VALUE);
      this.outputPadding = list(node, "output_padding", rank, 0, 0);
      this.autoPad = node.text("auto_pad", "NOTSET");
    }

    private static long[] list(NodeView node, String name, int size, long otherwise, long least) {
      long[] filled = new long[size];
      Arrays.fill(filled, otherwise);
      long[] values = node.integers(name).orElse(filled);
      boolean ok = values.length == size;
      for (long value : values) {
        ok &= value >= least && value <= Integer.MAX_VALUE && value >= -Integer.MAX_VALUE;
      }
      if (!ok) {
        throw new MisfitException(
            "%s is %s: expected %s numbers", name, Arrays.toString(values), size);
      }
      return values;
    }

    /** The extent of the kernel with its dilation; 0 if it is unknown. */
    private long span(int i) {
      Dim extent = kernel.get(i);
      return extent.fixed() && extent.factor() <= Integer.MAX_VALUE
          ? dilations[i] * (extent.factor() - 1) + 1
          : 0;
    }

    Dim pooled(int i, boolean ceil) {
      Dim extent = in.get(i + 2);
      if (!extent.fixed() || extent.factor() > Integer.MAX_VALUE || span(i) == 0) {
        return Dim.UNKNOWN;
      }
      long length = extent.factor();
      if (autoPad.startsWith("SAME")) {
        return Dim.of((length + strides[i] - 1) / strides[i]);
      }
      long padding = autoPad.equals("VALID") ? 0 : pads[i] + pads[i + rank];
      long room = length + padding - span(i);
      if (room < 0) {
        throw new MisfitException("a window of %s over %s and %s", span(i), length, padding);
      }
      long windows = (room + (ceil ? strides[i] - 1 : 0)) / strides[i] + 1;
      boolean outside = ceil && (windows - 1) * strides[i] >= length + pads[i];
      return Dim.of(outside ? windows - 1 : windows);
    }

    Dim spread(int i) {
      Dim extent = in.get(i + 2);
      if (!extent.fixed() || extent.factor() > Integer.MAX_VALUE || span(i) == 0) {
        return Dim.UNKNOWN;
      }
      if (autoPad.startsWith("SAME")) {
        return Dim.of(extent.factor() * strides[i]);
      }
      long padding = autoPad.equals("VALID") ? 0 : pads[i] + pads[i + rank];
      long spread = strides[i] * (extent.factor() - 1) + outputPadding[i] + span(i) - padding;
      if (spread < 1) {
        throw new MisfitException("nothing is left of dimension %s", i + 2);
      }
      return Dim.of(spread);
    }
  }
}
