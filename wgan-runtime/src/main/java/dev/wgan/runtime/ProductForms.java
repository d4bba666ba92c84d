package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FormRules} for products of matrices, recurrent networks and transforms. */
final class ProductForms {
  private ProductForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      case "MatMul" -> List.of(product(node, 1));
      case "MatMulInteger" -> List.of(product(node, 1));
      case "QLinearMatMul" -> List.of(product(node, 3));
      case "com.microsoft:FusedMatMul" -> List.of(product(node, 1));
      case "com.microsoft:MatMulNBits" -> List.of(packed(node));
      case "com.microsoft:MatMulIntegerToFloat" -> List.of(product(node, 1));
      case "com.microsoft:DynamicQuantizeMatMul" -> List.of(product(node, 1));
      case "Gemm" -> List.of(gemm(node));
      case "com.microsoft:FusedGemm" -> List.of(gemm(node));
      case "Einsum" -> List.of(einsum(node));
      case "DFT" -> List.of(transform(node));
      case "RNN", "GRU", "LSTM" -> recurrent(node);
      default -> null;
    };
  }

  private static ValueForm product(FormNode node, int right) {
    ValueForm first = node.input(0);
    List<Extent> a = turned(node.dims(0), node.integer("transA", 0) != 0);
    List<Extent> b = turned(node.dims(right), node.integer("transB", 0) != 0);
    boolean batches = node.integer("transBatchA", 0) != 0 || node.integer("transBatchB", 0) != 0;
    if (a == null || b == null || a.isEmpty() || b.isEmpty() || batches) {
      return ElementForms.broadcast(first, node.input(right)).lost();
    }
    List<Extent> rows = a.size() > 1 ? a.subList(0, a.size() - 2) : List.of();
    List<Extent> columns = b.size() > 1 ? b.subList(0, b.size() - 2) : List.of();
    List<Extent> made = new ArrayList<>(ElementForms.broadcast(rows, columns));
    if (a.size() > 1) {
      made.add(a.get(a.size() - 2));
    }
    if (b.size() > 1) {
      made.add(b.get(b.size() - 1));
    }
    return first.withDims(made);
  }

  private static @Nullable List<Extent> turned(@Nullable List<Extent> dims, boolean turn) {
    if (dims == null || dims.size() < 2 || !turn) {
      return dims;
    }
    List<Extent> turned = new ArrayList<>(dims);
    turned.set(dims.size() - 1, dims.get(dims.size() - 2));
    turned.set(dims.size() - 2, dims.get(dims.size() - 1));
    return turned;
  }

  private static ValueForm packed(FormNode node) {
    List<Extent> dims = node.dims(0);
    if (dims == null || dims.isEmpty()) {
      return node.input(0).lost();
    }
    List<Extent> made = new ArrayList<>(dims);
    made.set(dims.size() - 1, Extent.of(node.integer("N", 0)));
    return node.input(0).withDims(made);
  }

  private static ValueForm gemm(FormNode node) {
    List<Extent> a = turned(node.dims(0), node.integer("transA", 0) != 0);
    List<Extent> b = turned(node.dims(1), node.integer("transB", 0) != 0);
    Extent rows = a == null || a.size() != 2 ? Extent.UNKNOWN : a.get(0);
    Extent columns = b == null || b.size() != 2 ? Extent.UNKNOWN : b.get(1);
    return ValueForm.of(node.input(0).type(), rows, columns);
  }

  /** The letters of an equation name dimensions. */
  private static ValueForm einsum(FormNode node) {
    String equation = node.text("equation", "").replace(" ", "");
    int arrow = equation.indexOf("->");
    if (arrow < 0 || equation.contains(".")) {
      return ValueForm.UNKNOWN;
    }
    String[] terms = equation.substring(0, arrow).split(",", -1);
    Map<Character, Extent> named = new HashMap<>();
    for (int i = 0; i < terms.length; i++) {
      List<Extent> dims = node.dims(i);
      for (int d = 0; d < terms[i].length(); d++) {
        Extent dim =
            dims != null && dims.size() == terms[i].length() ? dims.get(d) : Extent.UNKNOWN;
        named.merge(terms[i].charAt(d), dim, Extent::broadcast);
      }
    }
    List<Extent> made = new ArrayList<>();
    for (char letter : equation.substring(arrow + 2).toCharArray()) {
      made.add(named.getOrDefault(letter, Extent.UNKNOWN));
    }
    return node.input(0).withDims(made);
  }

  /** All outputs, and the last ones of the sequence. */
  private static List<ValueForm> recurrent(FormNode node) {
    int type = node.input(0).type();
    boolean batchFirst = node.integer("layout", 0) != 0;
    List<Extent> weights = node.dims(1);
    Extent length = side(node.dims(0), batchFirst ? 1 : 0);
    Extent batch = side(node.dims(0), batchFirst ? 0 : 1);
    boolean both = node.text("direction", "forward").equals("bidirectional");
    Extent directions =
        weights != null && weights.size() == 3 ? weights.get(0) : Extent.of(both ? 2 : 1);
    List<Extent> recurrent = node.dims(2);
    long hidden = node.integer("hidden_size", -1);
    Extent size =
        hidden > 0
            ? Extent.of(hidden)
            : recurrent != null && recurrent.size() == 3 ? recurrent.get(2) : Extent.UNKNOWN;
    ValueForm last =
        batchFirst
            ? ValueForm.of(type, batch, directions, size)
            : ValueForm.of(type, directions, batch, size);
    ValueForm all =
        batchFirst
            ? ValueForm.of(type, batch, length, directions, size)
            : ValueForm.of(type, length, directions, batch, size);
    return List.of(all, last, last);
  }

  private static Extent side(@Nullable List<Extent> dims, int i) {
    return dims != null && dims.size() == 3 ? dims.get(i) : Extent.UNKNOWN;
  }

  /** Of a whole transform only real values become complex ones. */
  private static ValueForm transform(FormNode node) {
    ValueForm first = node.input(0);
    List<Extent> dims = first.dims();
    if (dims == null || dims.size() < 2) {
      return first.lost();
    }
    List<Extent> made = new ArrayList<>(dims);
    made.set(dims.size() - 1, Extent.of(2));
    boolean whole = node.integer("onesided", 0) == 0 && !node.has(1) && !node.has(2);
    if (!whole) {
      for (int i = 1; i < dims.size() - 1; i++) {
        made.set(i, Extent.UNKNOWN);
      }
    }
    return first.withDims(made);
  }
}
