package dev.wgan.runtime;

import java.util.List;

/**
 * Operators that end the process, because ONNX Runtime does not look, where an input has another
 * number of dimensions than they take, or a dimension of 0.
 */
final class SizeRules {
  private SizeRules() {}

  /**
   * Judges a node by the forms of its inputs.
   *
   * @param unguarded whether the operators of {@link ContributedOperators#isSized} are not judged
   */
  static void check(FormNode node, boolean unguarded, SizeFindings findings) {
    switch (node.node().operator()) {
      case "RNN", "GRU", "LSTM" -> recurrent(node, findings);
      case "Loop" -> loop(node, findings);
      case "Dropout" -> dropout(node, findings);
      case "Div", "Mod" -> divisor(node, findings);
      case "ConvTranspose" -> transposed(node, findings);
      case "InstanceNormalization" -> image(node, findings);
      case "GridSample", "com.microsoft:GridSample" -> sampled(node, findings);
      case "RoiAlign" -> regions(node, findings);
      case "LpNormalization" -> filled(node, findings);
      case "OneHot" -> depth(node, findings);
      case "MaxPool" -> pool(node, findings);
      case "Resize", "Upsample" -> resize(node, findings);
      case "DFT" -> transform(node, findings);
      case "STFT" -> frames(node, findings);
      case "TopK", "Unique" -> ordered(node, findings);
      case "GatherND" -> gather(node, findings);
      case "Concat" -> concat(node, findings);
      case "Einsum" -> einsum(node, findings);
      case "Attention" -> attention(node, findings);
      case "QuantizeLinear", "DequantizeLinear" -> blocks(node, findings);
      case "Split" -> SettingRules.split(node, findings);
      case "SplitToSequence" -> SettingRules.parts(node, findings);
      case "Trilu" -> SettingRules.diagonal(node, findings);
      case "HannWindow", "HammingWindow", "BlackmanWindow" -> SettingRules.window(node, findings);
      default -> {}
    }
    if (!unguarded && ContributedOperators.isSized(node.node().operator())) {
      contributed(node, findings);
    }
  }

  private static void contributed(FormNode node, SizeFindings findings) {
    for (int i = 0; i < node.inputs().size(); i++) {
      SizeCheck input = new SizeCheck(node, i, findings);
      if (node.has(i) && input.hasRankFrom(1) && !input.isFilled(0)) {
        return;
      }
    }
  }

  private static void recurrent(FormNode node, SizeFindings findings) {
    for (int i = 0; i < 3; i++) {
      SizeCheck input = new SizeCheck(node, i, findings);
      if (!input.hasRank(3) || !input.isFilled(0)) {
        return;
      }
    }
    long size = node.integer("hidden_size", -1);
    List<Extent> recurrent = node.dims(2);
    Extent stored = recurrent == null ? Extent.UNKNOWN : recurrent.get(2);
    if (size > 0 && stored.exact() && !stored.is((double) size)) {
      findings.refuse(
          "%s has hidden_size %s: expected the %s of its recurrent weights"
              .formatted(node.node().where(), size, stored));
    }
  }

  /** The number of turns and the condition are read before anything looks whether they exist. */
  private static void loop(FormNode node, SizeFindings findings) {
    for (int i = 0; i < 2; i++) {
      if (node.has(i)) {
        new SizeCheck(node, i, findings).isFilled(0);
      }
    }
  }

  /** So is the number that marks training mode. */
  private static void dropout(FormNode node, SizeFindings findings) {
    if (node.has(2)) {
      new SizeCheck(node, 2, findings).isFilled(0);
    }
  }

  private static void filled(FormNode node, SizeFindings findings) {
    new SizeCheck(node, 0, findings).isFilled(0);
  }

  /** The number of classes is read before anything looks whether it exists. */
  private static void depth(FormNode node, SizeFindings findings) {
    new SizeCheck(node, 1, findings).isFilled(0);
  }

  private static void attention(FormNode node, SizeFindings findings) {
    for (int i = 0; i < 3; i++) {
      if (!new SizeCheck(node, i, findings).isFilled(0)) {
        return;
      }
    }
  }

  /** Without blocks, ONNX Runtime copes with empty inputs. */
  private static void blocks(FormNode node, SizeFindings findings) {
    if (node.integer("block_size", 0) != 0) {
      for (int i = 0; i < 2; i++) {
        if (!new SizeCheck(node, i, findings).isFilled(0)) {
          return;
        }
      }
    }
  }

  private static void image(FormNode node, SizeFindings findings) {
    new SizeCheck(node, 0, findings).isFilled(2);
  }

  /** An image that is empty in two dimensions is not dangerous, only wrong. */
  private static void transposed(FormNode node, SizeFindings findings) {
    List<Extent> weights = node.dims(1);
    if (weights == null || weights.size() != 4) {
      image(node, findings);
    } else if (node.dims(0) != null || node.input(0).open()) {
      new SizeCheck(node, 0, findings).isNotEmpty(2);
    }
  }

  /** Places outside an empty image count as black, unless they are to be moved into it. */
  private static void sampled(FormNode node, SizeFindings findings) {
    if (!node.text("padding_mode", "zeros").equals("zeros")) {
      image(node, findings);
    }
  }

  /** {@link DivisorRules} takes it for granted that a call brings no dimension of 0. */
  private static void divisor(FormNode node, SizeFindings findings) {
    boolean whole =
        StoredTensor.isWhole(node.input(0).type()) || StoredTensor.isWhole(node.input(1).type());
    List<Extent> numbers = node.numbers(1);
    if (!whole || numbers == null) {
      return;
    }
    for (Extent number : numbers) {
      if (number.is(0)) {
        findings.refuse(
            "%s divides whole numbers by '%s', which is 0"
                .formatted(node.node().where(), node.node().inputs().get(1)));
        return;
      }
      if (number.kind() == Extent.Kind.OPEN) {
        findings.leaveOpen();
      }
    }
  }

  private static void regions(FormNode node, SizeFindings findings) {
    SizeCheck images = new SizeCheck(node, 0, findings);
    if (images.hasRank(4) && images.isFilled(2)) {
      new SizeCheck(node, 1, findings).hasRank(2);
      new SizeCheck(node, 2, findings).hasRank(1);
    }
  }

  private static void pool(FormNode node, SizeFindings findings) {
    int sides = node.integers("kernel_shape").map(kernel -> kernel.length).orElse(0);
    new SizeCheck(node, 0, findings).hasRank(sides + 2);
  }

  /** Scales that are constants are taken for granted. */
  private static void resize(FormNode node, SizeFindings findings) {
    int at = node.node().is("Upsample") || node.inputs().size() == 2 ? 1 : 2;
    List<Extent> scales = node.numbers(at);
    int count = scales == null ? 0 : scales.size();
    if (count > 0 && node.attribute("axes").isEmpty()) {
      new SizeCheck(node, 0, findings).hasRank(count);
    }
  }

  private static void transform(FormNode node, SizeFindings findings) {
    SizeCheck signal = new SizeCheck(node, 0, findings);
    if (signal.hasRankFrom(2)) {
      signal.isFilled(0);
    }
  }

  private static void frames(FormNode node, SizeFindings findings) {
    transform(node, findings);
    for (int i = 1; i < 4; i += 2) {
      if (node.has(i)) {
        new SizeCheck(node, i, findings).isPositive();
      }
    }
    if (node.has(2)) {
      SizeCheck window = new SizeCheck(node, 2, findings);
      if (window.hasRank(1)) {
        window.isFilled(0);
      }
    }
  }

  private static void ordered(FormNode node, SizeFindings findings) {
    if (node.node().is("TopK") || node.attribute("axis").isPresent()) {
      new SizeCheck(node, 0, findings).isFilledBut(node.integer("axis", -1));
    }
  }

  private static void gather(FormNode node, SizeFindings findings) {
    new SizeCheck(node, 1, findings).hasRankFrom(1);
  }

  private static void concat(FormNode node, SizeFindings findings) {
    int rank = -1;
    for (int i = 0; i < node.inputs().size(); i++) {
      rank = Math.max(rank, node.input(i).rank());
    }
    for (int i = 0; i < node.inputs().size() && node.inputs().size() > 1; i++) {
      if (!new SizeCheck(node, i, findings).hasRank(rank)) {
        return;
      }
    }
  }

  /** The ranks that an equation asks for; those with an ellipsis take any. */
  private static void einsum(FormNode node, SizeFindings findings) {
    String equation = node.text("equation", "").replace(" ", "");
    int arrow = equation.indexOf("->");
    String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
    for (int i = 0; i < Math.min(terms.length, node.inputs().size()); i++) {
      boolean any = terms[i].contains("...");
      SizeCheck input = new SizeCheck(node, i, findings);
      if (any ? !input.hasRankFrom(terms[i].length() - 3) : !input.hasRank(terms[i].length())) {
        return;
      }
    }
  }
}
