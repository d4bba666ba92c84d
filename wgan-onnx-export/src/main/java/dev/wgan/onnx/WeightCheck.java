package dev.wgan.onnx;

import dev.wgan.network.NetworkSpec;
import dev.wgan.network.ParameterSpec;
import dev.wgan.network.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Finds weights that a failed training left: NaN, infinite numbers, negative variances. */
final class WeightCheck {
  private static final int MAX_LISTED = 5;

  private WeightCheck() {}

  /** Refuses weights with values from which samples cannot be computed. */
  static void check(NetworkSpec network, Weights weights) {
    List<String> problems = new ArrayList<>();
    for (ParameterSpec parameter : network.parameters()) {
      boolean variance = parameter.name().endsWith("running_var");
      FloatBuffer values = weights.get(parameter.name()).values();
      for (int i = 0; values.hasRemaining(); i++) {
        float value = values.get();
        if (!Float.isFinite(value) || (variance && value < 0)) {
          problems.add("%s is %s at %s".formatted(parameter.name(), value, i));
          break;
        }
      }
    }
    if (!problems.isEmpty()) {
      String more = problems.size() > MAX_LISTED ? ", and in %s others" : "";
      throw new ExportException(
          "the weights have values from which samples cannot be computed: %s%s; export an earlier checkpoint"
              .formatted(
                  String.join(", ", problems.subList(0, Math.min(MAX_LISTED, problems.size()))),
                  more.formatted(problems.size() - MAX_LISTED)));
    }
  }
}
