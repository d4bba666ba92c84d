package dev.wgan.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dictionary at the start of an {@code .npy} file: exactly descr, fortran_order and shape. */
record NpyHeader(Element element, ByteOrder order, List<Integer> shape, int length) {
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=][a-zA-Z]\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(\\s*((?:\\d{1,10}\\s*,\\s*)*(?:\\d{1,10})?)\\s*\\)");
  private static final String ENTRY = "(?:" + DESCR + "|" + ORDER + "|" + SHAPE + ")";
  private static final Pattern DICT =
      Pattern.compile(
          "\\{\\s*" + ENTRY + "\\s*,\\s*" + ENTRY + "\\s*,\\s*" + ENTRY + "\\s*,?\\s*\\}\\s*");
  private static final int MAX_RANK = 32;

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
    String descr = only(DESCR, text);
    String order = only(ORDER, text);
    String dims = only(SHAPE, text);
    if (descr == null || order == null || dims == null || !DICT.matcher(text).matches()) {
      throw new InputException(
          file + " has the header " + text.strip() + ": expected descr, fortran_order and shape");
    }
    if (order.equals("True")) {
      throw new InputException(
          file + " is in Fortran order: expected C order, as numpy.ascontiguousarray gives it");
    }
    ByteOrder bytes = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(element(file, descr), bytes, shape(file, dims), length);
  }

  private static @Nullable String only(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
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

  private static List<Integer> shape(Path file, String dims) {
    List<Integer> shape = new ArrayList<>();
    for (String dim : dims.split(",", -1)) {
      if (!dim.isBlank()) {
        long value = Long.parseLong(dim.strip());
        if (value > Integer.MAX_VALUE || shape.size() == MAX_RANK) {
          throw new InputException(file + " has the shape (" + dims + "): too large to read");
        }
        shape.add((int) value);
      }
    }
    return List.copyOf(shape);
  }
}
