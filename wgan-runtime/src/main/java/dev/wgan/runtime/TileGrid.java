package dev.wgan.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The division of a picture into tiles, a function of its size and the model alone.
 *
 * <p>Immutable and thread-safe. A tile's context reaches as far as the network looks and ends at
 * the picture's edge, so that the network's own padding happens there and nowhere else. The tiles
 * of a direction are of almost equal size: narrow ones would consist of context.
 *
 * @param columns the places of the tiles from left to right
 * @param rows the places of the tiles from top to bottom
 */
record TileGrid(List<Tile.Span> columns, List<Tile.Span> rows) {
  /** Pixels of a core, if the overlap is small. */
  static final int CORE = 256;

  /** A core is at least so many times as large as the overlap, or most work would be context. */
  private static final int CORE_PER_OVERLAP = 4;

  /** Divides a picture for a model. */
  static TileGrid of(int width, int height, ImageModelFacts facts) {
    return of(width, height, facts, Math.max(CORE, CORE_PER_OVERLAP * facts.overlap()));
  }

  /** Divides a picture into tiles with cores of up to about {@code core} pixels a side. */
  static TileGrid of(int width, int height, ImageModelFacts facts, int core) {
    return new TileGrid(spans(width, facts, core), spans(height, facts, core));
  }

  /** All tiles, row by row. */
  List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>(columns.size() * rows.size());
    rows.forEach(row -> tiles.addAll(tilesOf(row)));
    return tiles;
  }

  /** The tiles of one row. */
  List<Tile> tilesOf(Tile.Span row) {
    return columns.stream().map(column -> new Tile(column, row)).toList();
  }

  /** The rows of the result that each row of tiles gives. */
  List<PictureWriter.Strip> strips(int factor, int height) {
    return rows.stream()
        .map(
            row -> {
              int first = row.start() * factor;
              return new PictureWriter.Strip(first, Math.min(row.end() * factor, height) - first);
            })
        .toList();
  }

  private static List<Tile.Span> spans(int length, ImageModelFacts facts, int core) {
    int units = roundUp(length, facts.multiple()) / facts.multiple();
    int overlap = roundUp(facts.overlap(), facts.multiple());
    int most = Math.max(1, core / facts.multiple());
    int n = facts.anySize() ? (units + most - 1) / most : 1;
    int padded = units * facts.multiple();
    List<Tile.Span> spans = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int start = (int) ((long) units * i / n) * facts.multiple();
      int end = (int) ((long) units * (i + 1) / n) * facts.multiple();
      spans.add(
          new Tile.Span(start, end, Math.max(0, start - overlap), Math.min(padded, end + overlap)));
    }
    return List.copyOf(spans);
  }

  private static int roundUp(int value, int multiple) {
    return Math.floorDiv(value + multiple - 1, multiple) * multiple;
  }
}
