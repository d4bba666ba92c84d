package dev.wgan.train.table;

import dev.wgan.table.ColumnCode;
import dev.wgan.table.ColumnType;
import dev.wgan.table.LogitCode;
import dev.wgan.table.ScoreCode;
import dev.wgan.table.TableCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of a row's values: the scores first, then a block of logits for each category and for
 * each mark of missing values.
 *
 * <p>Immutable and thread-safe.
 *
 * @param scores the number of scores
 * @param blocks the blocks, in the order of the values
 */
public record LogitBlocks(int scores, List<Block> blocks) {
  /** The column of a block that is not the mark of a score. */
  static final int NO_SCORE = -1;

  /**
   * The logits of one column.
   *
   * @param column the column
   * @param first the place of the first logit in a row's values
   * @param size the number of logits
   * @param score the score whose values the block marks as present or missing, -1 for none
   */
  public record Block(int column, int first, int size, int score) {}

  /** Copies the list. */
  public LogitBlocks {
    blocks = List.copyOf(blocks);
  }

  /**
   * Returns the layout of a codec.
   *
   * @param codec the codec
   * @return the layout
   */
  public static LogitBlocks of(TableCodec codec) {
    int scores = codec.codes().stream().mapToInt(ColumnCode::scores).sum();
    int at = scores;
    int score = 0;
    List<Block> blocks = new ArrayList<>();
    for (int c = 0; c < codec.codes().size(); c++) {
      ColumnCode code = codec.codes().get(c);
      if (code.logits() > 0) {
        int marked = code instanceof ScoreCode ? score : NO_SCORE;
        blocks.add(new Block(c, at, code.logits(), marked));
        at += code.logits();
      }
      score += code.scores();
    }
    return new LogitBlocks(scores, blocks);
  }

  /**
   * Returns the number of logits.
   *
   * @return 0 or more
   */
  public int logits() {
    return blocks.stream().mapToInt(Block::size).sum();
  }

  /**
   * Returns the number of values.
   *
   * @return scores and logits
   */
  public int width() {
    return scores + logits();
  }

  /** The numbers of the logits that cells have within their block. */
  static int[] numbers(ColumnCode code, long[] cells) {
    long[] positions = code instanceof LogitCode logits ? logits.positions() : new long[0];
    return Arrays.stream(cells)
        .mapToInt(
            position -> {
              if (code instanceof ScoreCode) {
                return position == ColumnType.MISSING ? 1 : 0;
              }
              return position == ColumnType.MISSING
                  ? positions.length
                  : Arrays.binarySearch(positions, position);
            })
        .toArray();
  }
}
