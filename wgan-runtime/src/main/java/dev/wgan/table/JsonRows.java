package dev.wgan.table;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A writer of tables of one schema as JSON lines, table by table, for more rows than fit into
 * memory.
 *
 * <p>Not thread-safe. The stream is neither flushed nor closed.
 */
public final class JsonRows {
  private static final int BLOCK = 1 << 16;
  private static final String HEX = "0123456789abcdef";

  private final TableSchema schema;
  private final OutputStream out;
  private final StringBuilder text = new StringBuilder(2 * BLOCK);

  /**
   * Creates a writer.
   *
   * @param schema the schema of the tables
   * @param out receives UTF-8 in blocks
   */
  public JsonRows(TableSchema schema, OutputStream out) {
    this.schema = schema;
    this.out = out;
  }

  /**
   * Writes rows.
   *
   * @param table rows of the schema
   * @return this
   * @throws IOException if writing fails
   */
  public JsonRows append(Table table) throws IOException {
    for (int r = 0; r < table.size(); r++) {
      for (int c = 0; c < schema.columns().size(); c++) {
        text.append(c == 0 ? '{' : ',');
        string(schema.columns().get(c).name());
        text.append(':');
        value(schema.columns().get(c).type(), table.position(r, c));
      }
      text.append("}\n");
      if (text.length() >= BLOCK) {
        drain();
      }
    }
    drain();
    return this;
  }

  private void value(ColumnType type, long position) {
    if (position == ColumnType.MISSING) {
      text.append("null");
    } else if (!type.literal()) {
      string(type.text(position));
    } else {
      Object value = type.value(position);
      text.append(value instanceof BigDecimal number ? number.toPlainString() : value);
    }
  }

  private void string(String content) {
    text.append('"');
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private void drain() throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
