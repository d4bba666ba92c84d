package dev.wgan.train.task;

import dev.wgan.train.table.LogitBlocks;
import dev.wgan.train.table.LogitBlocks.Block;
import dev.wgan.train.torchscript.NamedTensors;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps between typed rows and their critic. Categories are drawn by the largest sum of logit
 * and Gumbel noise, with the gradient of a softmax of temperature 1/2 (Jang et al. 2017,
 * "Categorical reparameterization with Gumbel-softmax", section 2.2). Scores of missing values
 * become 0. Rows are then whitened.
 *
 * <p>Immutable and thread-safe.
 *
 * @param layout the layout of a row's values
 * @param values the number of whitened values
 */
record RowForm(LogitBlocks layout, int values) implements CriticForm {
  /** Uniform numbers from 0 to 1, one per logit, {@code [batch, logits]}. */
  static final String UNIFORM = "uniform";

  /** 1 where a logit marks a score as missing, {@code [logits, scores]}. */
  static final String MARKS = "marks";

  /** The matrix of the whitening, {@code [width, values]}. */
  static final String WHITENING = "whitening";

  /** The numbers that the whitening subtracts, {@code [values]}. */
  static final String CENTRE = "centre";

  private static final String ONE_OF =
      """
      def one_of(self: __torch__.Program, a: Tensor) -> Tensor:
        p = torch.softmax(a / 0.5, -1)
        h = torch.zeros_like(p)
        h = torch.scatter(h, -1, torch.argmax(a, -1, True), 1.0)
        return torch.flatten(h + p - torch.detach(p), 1)
      """;

  boolean marks() {
    return layout.blocks().stream().anyMatch(block -> block.score() >= 0);
  }

  @Override
  public List<String> drawing() {
    List<String> names = new ArrayList<>();
    if (layout.logits() > 0) {
      names.add(UNIFORM);
    }
    if (marks()) {
      names.add(MARKS);
    }
    return names;
  }

  @Override
  public List<String> judging() {
    return List.of(WHITENING, CENTRE);
  }

  @Override
  public String source() {
    if (layout.logits() == 0) {
      return "";
    }
    String scores =
        layout.scores() == 0
            ? ""
            : "  scores = torch.narrow(values, 1, 0, %s)%n".formatted(layout.scores())
                + (marks() ? "  scores = scores * (1.0 - torch.matmul(h, marks))\n" : "");
    return ONE_OF
        + """
        def drawn_rows(self: __torch__.Program, values: Tensor, uniform: Tensor%s) -> Tensor:
          g = torch.log(-torch.log(torch.clamp(uniform, 1.0e-9, 0.9999999)))
          a = torch.narrow(values, 1, %s, %s) - g
          h = torch.cat([%s], 1)
        %s  return %s
        """
            .formatted(
                marks() ? ", marks: Tensor" : "",
                layout.scores(),
                layout.logits(),
                String.join(", ", blocks()),
                scores,
                layout.scores() == 0 ? "h" : "torch.cat([scores, h], 1)");
  }

  /** An expression per run of blocks of one size: as few calls as possible. */
  private List<String> blocks() {
    List<String> drawn = new ArrayList<>();
    List<Block> all = layout.blocks();
    for (int from = 0; from < all.size(); ) {
      int size = all.get(from).size();
      int to = from + 1;
      while (to < all.size() && all.get(to).size() == size) {
        to++;
      }
      drawn.add(
          "(self).one_of(torch.reshape(torch.narrow(a, 1, %s, %s), [-1, %s, %s]))"
              .formatted(
                  all.get(from).first() - layout.scores(), (to - from) * size, to - from, size));
      from = to;
    }
    return drawn;
  }

  @Override
  public String drawn(String made, NamedTensors batch) {
    if (layout.logits() == 0) {
      return made;
    }
    return "(self).drawn_rows(%s, %s%s)"
        .formatted(made, batch.get(UNIFORM), marks() ? ", " + batch.get(MARKS) : "");
  }

  @Override
  public String judged(String sample, NamedTensors batch) {
    return "(torch.matmul(%s, %s) - %s)".formatted(sample, batch.get(WHITENING), batch.get(CENTRE));
  }
}
