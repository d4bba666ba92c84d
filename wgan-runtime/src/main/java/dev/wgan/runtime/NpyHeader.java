package dev.wgan.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The dictionary at the start of an {@code .npy} file: exactly descr, fortran_order and shape. */
record NpyHeader(Element element, ByteOrder order, List<Integer> shape, int length) {
  private static final Pattern DESCR = Pattern.compile("[<>|=][a-zA-Z]\\d{1,3}");
  private static final int SHOWN = 200;

  /** The element types that are read. */
  enum Element {
    FLOAT16(2),
    FLOAT32(4),
    FLOAT64(8),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    UINT8(1);

    private final int size;

    Element(int size) {
      this.size = size;
    }

    int size() {
      return size;
    }

    boolean integer() {
      return this == INT8 || this == INT16 || this == INT32 || this == INT64;
    }

    float nextFloat(ByteBuffer in) {
      return switch (this) {
        case FLOAT16 -> HalfFloat.toFloat(in.getShort());
        case FLOAT32 -> in.getFloat();
        case FLOAT64 -> (float) in.getDouble();
        default -> throw new AssertionError(this);
      };
    }

    long nextLong(ByteBuffer in) {
      return switch (this) {
        case INT8 -> in.get();
        case INT16 -> in.getShort();
        case INT32 -> in.getInt();
        case INT64 -> in.getLong();
        default -> throw new AssertionError(this);
      };
    }
  }

  long bytes() {
    long elements = Shapes.elements(shape);
    return elements > Long.MAX_VALUE / element.size() ? Long.MAX_VALUE : elements * element.size();
  }

  static NpyHeader parse(Path file, String text, int length) {
    Map<String, Object> values = NpyDictionary.parse(text);
    if (values == null
        || values.size() != 3
        || !(values.get("descr") instanceof String descr)
        || !DESCR.matcher(descr).matches()
        || !(values.get("fortran_order") instanceof Boolean fortran)
        || !(values.get("shape") instanceof List<?> dims)) {
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
      throw new InputException(
          file
              + " has the header "
              + shown.strip()
              + ": expected descr, fortran_order and shape, of at most 32 dimensions");
    }
    if (fortran) {
      throw new InputException(
          file + " is in Fortran order: expected C order, as numpy.ascontiguousarray gives it");
    }
    ByteOrder bytes = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(element(file, descr), bytes, shape(file, dims), length);
  }

  private static Element element(Path file, String descr) {
    return switch (descr.substring(1)) {
      case "f2" -> Element.FLOAT16;
      case "f4" -> Element.FLOAT32;
      case "f8" -> Element.FLOAT64;
      case "i1" -> Element.INT8;
      case "i2" -> Element.INT16;
      case "i4" -> Element.INT32;
      case "i8" -> Element.INT64;
      case "u1", "b1" -> Element.UINT8;
      default ->
          throw new InputException(
              file
                  + " holds values of type '"
                  + descr
                  + "': expected floats, signed integers, uint8 or bool");
    };
  }

  private static List<Integer> shape(Path file, List<?> dims) {
    List<Integer> shape = new ArrayList<>();
    for (Object dim : dims) {
      if (!(dim instanceof Long value) || value > Integer.MAX_VALUE) {
        throw new InputException(file + " has the shape " + dims + ": too large to read");
      }
      shape.add(value.intValue());
    }
    return List.copyOf(shape);
  }
}
