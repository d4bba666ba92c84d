package dev.wgan.table;

import dev.wgan.noise.Threefry;
import java.util.Map;
import java.util.UUID;

/**
 * Keys that are random UUIDs of version 4. The position holds 64 bits of the key, which differ from
 * row to row of a seed; the other 58 bits follow from them.
 *
 * <p>Immutable and thread-safe.
 */
public record UuidType() implements MadeType {
  private static final long REST = 0x75756964L; // a key of its own
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  @Override
  public TypeWord word() {
    return TypeWord.UUID;
  }

  @Override
  public long position(long word, long row) {
    return word;
  }

  @Override
  public long parse(String text) {
    try {
      UUID key = UUID.fromString(text);
      long position = key.getLeastSignificantBits() << 2 | (key.getMostSignificantBits() & 3);
      if (value(position).equals(key)) {
        return position;
      }
    } catch (IllegalArgumentException e) {
      throw new SchemaException(
          "'%s' is not a UUID: expected 32 hexadecimal digits with four hyphens"
              .formatted(ColumnSettings.shown(text)),
          e);
    }
    throw new SchemaException(
        "'%s' was not made by this type of column: expected no keys to be read"
            .formatted(ColumnSettings.shown(text)));
  }

  @Override
  public String text(long position) {
    return value(position).toString();
  }

  @Override
  public UUID value(long position) {
    long rest = Threefry.words(REST, position);
    long high = (rest & ~0xF003L) | VERSION_4 | (position & 3);
    return new UUID(high, position >>> 2 | VARIANT);
  }

  @Override
  public Class<?> javaType() {
    return UUID.class;
  }

  @Override
  public boolean literal() {
    return false;
  }

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }
}
