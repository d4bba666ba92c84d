package dev.wgan.onnx;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.wgan.network.NetworkJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report of an export: the written file and its proof.
 *
 * <p>Immutable and thread-safe.
 *
 * @param file the ONNX file
 * @param bytes its size
 * @param externalBytes the size of the file of external data next to it, 0 if there is none
 * @param digest SHA-256 over the graph and the external data, as in the metadata
 * @param precision the element type of the weights
 * @param imageOutput the element type of the samples
 * @param opset the version of ONNX's operators
 * @param opsetReasons the layers that needed a newer opset than requested, and the opset of each
 * @param parameters the number of learned numbers of the network
 * @param nodes the number of nodes of the graph
 * @param folded the number of batch normalizations that were merged into other layers
 * @param parity each comparison of the graph, with its errors
 * @param goldenCases the number of golden samples in the metadata
 * @param rounding the effect of rounding to integers on samples; empty for other precisions
 * @param milliseconds the duration of each step
 */
public record ExportReport(
    @JsonSerialize(using = ToStringSerializer.class) Path file,
    long bytes,
    long externalBytes,
    String digest,
    Precision precision,
    ImageOutput imageOutput,
    int opset,
    Map<String, Integer> opsetReasons,
    long parameters,
    int nodes,
    int folded,
    List<Parity> parity,
    int goldenCases,
    List<Rounding> rounding,
    Map<String, Long> milliseconds) {
  /** Copies the collections. */
  public ExportReport {
    opsetReasons = java.util.Collections.unmodifiableMap(new TreeMap<>(opsetReasons));
    parity = List.copyOf(parity);
    rounding = List.copyOf(rounding);
    milliseconds =
        java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(milliseconds));
  }

  /**
   * Returns a copy with another place of the file, for a file that was moved.
   *
   * @param moved the place of the ONNX file
   * @return a new report
   */
  public ExportReport withFile(Path moved) {
    return new ExportReport(
        moved,
        bytes,
        externalBytes,
        digest,
        precision,
        imageOutput,
        opset,
        opsetReasons,
        parameters,
        nodes,
        folded,
        parity,
        goldenCases,
        rounding,
        milliseconds);
  }

  /**
   * Returns the report as JSON.
   *
   * @return indented JSON that ends with a line break
   */
  public String json() {
    return NetworkJson.write(this);
  }

  /**
   * Returns the report as text.
   *
   * @return a few lines without a line break at the end
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "wrote %s: %s%s, %,d parameters, %s nodes, %s, opset %s%n",
            file,
            size(bytes),
            externalBytes > 0 ? " and " + size(externalBytes) + " next to it" : "",
            parameters,
            nodes,
            precision.label(),
            opset));
    opsetReasons.forEach(
        (reason, needed) -> text.append("  opset %s for %s%n".formatted(needed, reason)));
    if (folded > 0) {
      text.append("  merged %s batch normalizations%n".formatted(folded));
    }
    for (Parity held : parity) {
      text.append(
          String.format(
              Locale.ROOT,
              "  against %s: %s samples at batch sizes %s, error max %.3g, mean %.3g, relative %.3g (at most %.0e)%n",
              held.against(),
              held.samples(),
              held.batches(),
              held.maxError(),
              held.meanError(),
              held.relativeError(),
              held.tolerance()));
    }
    rounding.forEach(rounded -> text.append("  %s%n".formatted(rounded.text())));
    long total = milliseconds.values().stream().mapToLong(Long::longValue).sum();
    text.append("  sha256 %s, %s golden samples, %s ms".formatted(digest, goldenCases, total));
    return text.toString();
  }

  private static String size(long bytes) {
    return bytes < 10_000 ? bytes + " bytes" : String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
  }
}
