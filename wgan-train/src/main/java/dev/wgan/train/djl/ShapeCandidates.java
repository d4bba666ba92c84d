package dev.wgan.train.djl;

import dev.wgan.network.InputSpec;
import dev.wgan.network.LayerSpec;
import dev.wgan.network.NetworkException;
import dev.wgan.network.NetworkSpec;
import dev.wgan.network.Pooling;
import dev.wgan.network.Reshaping;
import dev.wgan.network.Shape;
import dev.wgan.network.Upsample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Layers without parameters that make one shape of another. */
final class ShapeCandidates {
  /** Larger windows and margins are not tried, except for windows over the whole input. */
  private static final int LARGEST = 12;

  private final Shape in;
  private final Shape out;
  private final List<List<LayerSpec>> all = new ArrayList<>();

  private ShapeCandidates(Shape in, Shape out) {
    this.in = in;
    this.out = out;
  }

  static List<List<LayerSpec>> of(Shape in, Shape out) {
    ShapeCandidates candidates = new ShapeCandidates(in, out);
    candidates.collect();
    return candidates.all;
  }

  private void collect() {
    if (in.elements() == out.elements()) {
      add(() -> out.rank() == 1 ? new Reshaping.Flatten() : new Reshaping.Reshape(out));
    }
    if (in.rank() < 2 || in.rank() > 3) {
      return;
    }
    if (out.rank() == 1) {
      add(Pooling.GlobalAvgPool::new);
      List<Integer> whole = in.spatial();
      List<Integer> none = whole.stream().map(extent -> 0).toList();
      addAll(List.of(new Pooling.MaxPool(whole, whole, none, false), new Reshaping.Flatten()));
    } else if (out.rank() == in.rank()) {
      upsampling();
      margins();
      add(() -> new Reshaping.PixelShuffle(out.dim(1) / in.dim(1)));
      windows(false);
      windows(true);
    }
  }

  private void upsampling() {
    List<Integer> scale = each((from, to) -> List.of(to / from)).get(0);
    add(() -> new Upsample(scale, Upsample.Mode.NEAREST, false));
    for (Upsample.Mode mode : List.of(Upsample.Mode.LINEAR, Upsample.Mode.CUBIC)) {
      add(() -> new Upsample(scale, mode, false));
      add(() -> new Upsample(scale, mode, true));
    }
  }

  private void margins() {
    for (List<Integer> before :
        each((from, to) -> range(0, Math.min(LARGEST, Math.max(0, to - from))))) {
      List<Integer> after = new ArrayList<>();
      for (int i = 0; i < before.size(); i++) {
        after.add(out.dim(i + 1) - in.dim(i + 1) - before.get(i));
      }
      add(() -> new Reshaping.Pad(Reshaping.Pad.Mode.ZERO, before, after));
      add(() -> new Reshaping.Pad(Reshaping.Pad.Mode.REFLECT, before, after));
    }
  }

  /** Windows that give the wanted extents, square ones first. */
  private void windows(boolean ceil) {
    List<List<Window>> perDimension = new ArrayList<>();
    for (int i = 1; i < in.rank(); i++) {
      perDimension.add(Window.of(in.dim(i), out.dim(i), ceil));
    }
    List<List<Window>> square = new ArrayList<>();
    List<List<Window>> other = new ArrayList<>();
    for (List<Window> choice : product(perDimension)) {
      (choice.stream().distinct().count() == 1 ? square : other).add(choice);
    }
    square.addAll(other);
    for (List<Window> choice : square) {
      List<Integer> kernel = choice.stream().map(Window::kernel).toList();
      List<Integer> stride = choice.stream().map(Window::stride).toList();
      List<Integer> padding = choice.stream().map(Window::padding).toList();
      add(() -> new Pooling.MaxPool(kernel, stride, padding, ceil));
      add(() -> new Pooling.AvgPool(kernel, stride, padding, ceil, true));
      add(() -> new Pooling.AvgPool(kernel, stride, padding, ceil, false));
    }
  }

  private record Window(int kernel, int stride, int padding) {
    static List<Window> of(int from, int to, boolean ceil) {
      List<Window> windows = new ArrayList<>();
      List<Integer> kernels = new ArrayList<>(range(1, Math.min(from, LARGEST)));
      if (from > LARGEST) {
        kernels.add(from);
      }
      for (int kernel : kernels) {
        for (int padding = 0; padding <= kernel / 2; padding++) {
          int room = from + 2 * padding - kernel;
          for (int stride = 1; stride <= Math.max(kernel, LARGEST); stride++) {
            int count = (ceil ? (room + stride - 1) / stride : room / stride) + 1;
            if (count == to) {
              windows.add(new Window(kernel, stride, padding));
            }
          }
        }
      }
      // Where one window covers all, its stride does not matter.
      return to == 1
          ? windows.stream().filter(w -> w.stride() == Math.min(w.kernel(), LARGEST)).toList()
          : windows;
    }
  }

  private static List<Integer> range(int low, int high) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = low; i <= high; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  /** All choices of one number per spatial dimension. */
  private List<List<Integer>> each(BiFunction<Integer, Integer, List<Integer>> numbers) {
    List<List<Integer>> perDimension = new ArrayList<>();
    for (int i = 1; i < in.rank(); i++) {
      perDimension.add(numbers.apply(in.dim(i), out.dim(i)));
    }
    return product(perDimension);
  }

  private static <T> List<List<T>> product(List<List<T>> choices) {
    List<List<T>> all = List.of(List.of());
    for (List<T> choice : choices) {
      List<List<T>> longer = new ArrayList<>();
      for (List<T> start : all) {
        for (T next : choice) {
          List<T> extended = new ArrayList<>(start);
          extended.add(next);
          longer.add(extended);
        }
      }
      all = longer;
    }
    return all;
  }

  private interface Maker {
    LayerSpec make();
  }

  /** Adds a layer if it takes the input and gives the output's shape. */
  private void add(Maker maker) {
    try {
      addAll(List.of(maker.make()));
    } catch (NetworkException e) {
      // Numbers that no layer can have.
    }
  }

  private void addAll(List<LayerSpec> layers) {
    InputSpec input = new InputSpec("x", InputSpec.Role.IMAGE, in, 0);
    try {
      if (new NetworkSpec(List.of(input), layers).outputShape().equals(out)) {
        all.add(layers);
      }
    } catch (NetworkException e) {
      // Layers that cannot take this shape.
    }
  }
}
