package dev.wgan.train.study;

import dev.wgan.onnx.Markdown;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The results of a study's part as a Markdown table.
 *
 * <p>Thread-safe: there is no state.
 */
final class StudyTable {
  private StudyTable() {}

  static String of(PartTable part) {
    StringBuilder table = new StringBuilder(row(part.head()));
    table.append("| --- ".repeat(part.head().size())).append("|\n");
    part.rows().forEach(cells -> table.append(row(cells)));
    table.append('\n').append(part.note());
    if (!part.shared().isEmpty()) {
      table
          .append(" All with ")
          .append(part.shared().stream().map("`%s`"::formatted).collect(Collectors.joining(" ")))
          .append('.');
    }
    return table
        .append(" Variants: ")
        .append(
            part.variants().stream()
                .map(v -> Markdown.escape(v.name()) + " is `" + v.settings() + "`")
                .collect(Collectors.joining(", ")))
        .append(".\n")
        .toString();
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells.stream().map(Markdown::escape).toList()) + " |\n";
  }
}
