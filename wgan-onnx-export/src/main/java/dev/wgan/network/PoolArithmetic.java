package dev.wgan.network;

import java.util.List;

/** The windows of pooling layers, counted as PyTorch does. */
final class PoolArithmetic {
  private PoolArithmetic() {}

  static void check(List<Integer> kernel, List<Integer> stride, List<Integer> padding) {
    if (kernel.isEmpty() || kernel.size() > 2) {
      throw new NetworkException(
          "kernel is %s: expected one extent or two, one per spatial dimension".formatted(kernel));
    }
    Checks.spatial("kernel", kernel, kernel.size(), 1);
    Checks.spatial("stride", stride, kernel.size(), 1);
    Checks.spatial("padding", padding, kernel.size(), 0);
    for (int i = 0; i < kernel.size(); i++) {
      if (padding.get(i) * 2 > kernel.get(i)) {
        throw new NetworkException(
            "padding is %s: expected at most half of the kernel %s".formatted(padding, kernel));
      }
    }
  }

  static Shape infer(
      Shape in, List<Integer> kernel, List<Integer> stride, List<Integer> padding, boolean ceil) {
    Checks.rank(in, kernel.size() + 1, "channels and " + kernel.size() + " spatial dimensions");
    Shape out = in;
    for (int i = 0; i < kernel.size(); i++) {
      int step = stride.get(i);
      long room = in.dim(i + 1) + 2L * padding.get(i) - kernel.get(i);
      long windows = Math.floorDiv(room + (ceil ? step - 1 : 0), step) + 1;
      // The last window has to start inside the input or the padding before it.
      if (ceil && (windows - 1) * step >= in.dim(i + 1) + (long) padding.get(i)) {
        windows--;
      }
      out = out.with(i + 1, Checks.extent(in, i + 1, room < 0 && !ceil ? 0 : windows));
    }
    return out;
  }
}
