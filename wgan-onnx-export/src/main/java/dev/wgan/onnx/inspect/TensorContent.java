package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.wgan.runtime.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The elements of a tensor in a model, wherever they are: raw bytes, typed numbers, or another
 * file.
 *
 * <p>Immutable and thread-safe. Nothing is copied; sizes are checked before use.
 */
final class TensorContent {
  private static final int MAX_CONSTANT = 1 << 12;

  private final OnnxModel model;
  private final TensorProto tensor;
  private final OnnxElementType type;
  private final long elements;

  /** Checks type and dimensions; the messages continue after the tensor's name. */
  TensorContent(OnnxModel model, TensorProto tensor) {
    this.model = model;
    this.tensor = tensor;
    this.type =
        OnnxElementType.of(tensor.getDataType())
            .orElseThrow(() -> fail("has the unknown element type %s", tensor.getDataType()));
    long product = 1;
    for (long dim : tensor.getDimsList()) {
      if (dim < 0) {
        throw fail("has the dimensions %s: expected 0 or more", tensor.getDimsList());
      }
      if (dim != 0 && product > (1L << 48) / dim) {
        throw fail(
            "has the dimensions %s: more elements than any file holds", tensor.getDimsList());
      }
      product *= dim;
    }
    this.elements = product;
  }

  OnnxElementType type() {
    return type;
  }

  long elements() {
    return elements;
  }

  long bytes() {
    return type.bytes(elements);
  }

  boolean external() {
    return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
  }

  /** The packed little-endian elements; empty if they are typed numbers or text. */
  Optional<ByteBuffer> raw() {
    ByteBuffer found;
    if (external()) {
      found = externalBytes();
    } else if (tensor.hasRawData()) {
      // A slice: protobuf's view of a mapped file starts somewhere within it.
      found = tensor.getRawData().asReadOnlyByteBuffer().slice();
    } else {
      return Optional.empty();
    }
    if (type == OnnxElementType.STRING) {
      throw fail("keeps text in raw bytes: expected string_data");
    }
    if (found.remaining() != bytes()) {
      throw fail(
          "has %s bytes of data: %s of %s needs %s",
          found.remaining(), tensor.getDimsList(), type, bytes());
    }
    return Optional.of(found.order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Checks that the data are in one place, and have the size of the dimensions. */
  void check() {
    if (raw().isPresent()) {
      if (typed() > 0) {
        throw fail("has its data twice: in bytes and in numbers");
      }
      return;
    }
    int found =
        switch (type) {
          case FLOAT, COMPLEX64 -> tensor.getFloatDataCount();
          case DOUBLE, COMPLEX128 -> tensor.getDoubleDataCount();
          case INT64 -> tensor.getInt64DataCount();
          case UINT32, UINT64 -> tensor.getUint64DataCount();
          case STRING -> tensor.getStringDataCount();
          default -> tensor.getInt32DataCount();
        };
    long expected =
        switch (type) {
          case COMPLEX64, COMPLEX128 -> 2 * elements;
          case UINT4, INT4, FLOAT4E2M1 -> bytes();
          default -> elements;
        };
    if (found != expected || typed() != found) {
      throw fail(
          "has %s values of data: %s of %s needs %s",
          typed(), tensor.getDimsList(), type, expected);
    }
  }

  private int typed() {
    return tensor.getFloatDataCount()
        + tensor.getDoubleDataCount()
        + tensor.getInt32DataCount()
        + tensor.getInt64DataCount()
        + tensor.getUint64DataCount()
        + tensor.getStringDataCount();
  }

  /** The number of NaN and the number of infinite elements. */
  record NonFinite(long nan, long infinite) {}

  NonFinite nonFinite() {
    check();
    long[] counts = new long[2];
    ByteBuffer raw = raw().orElse(null);
    switch (type) {
      case FLOAT -> {
        for (int i = 0; i < (int) elements; i++) {
          count(counts, raw == null ? tensor.getFloatData(i) : raw.getFloat(4 * i));
        }
      }
      case DOUBLE -> {
        for (int i = 0; i < (int) elements; i++) {
          count(counts, raw == null ? tensor.getDoubleData(i) : raw.getDouble(8 * i));
        }
      }
      case FLOAT16, BFLOAT16 -> {
        int exponent = type == OnnxElementType.FLOAT16 ? 0x7C00 : 0x7F80;
        for (int i = 0; i < (int) elements; i++) {
          int bits = (raw == null ? tensor.getInt32Data(i) : raw.getShort(2 * i)) & 0x7FFF;
          counts[0] += bits > exponent ? 1 : 0;
          counts[1] += bits == exponent ? 1 : 0;
        }
      }
      default -> {}
    }
    return new NonFinite(counts[0], counts[1]);
  }

  private static void count(long[] counts, double value) {
    counts[0] += Double.isNaN(value) ? 1 : 0;
    counts[1] += Double.isInfinite(value) ? 1 : 0;
  }

  /** The values of a small tensor of whole numbers: a shape, axes, a scalar. */
  Optional<long[]> wholeNumbers() {
    boolean small = elements <= MAX_CONSTANT;
    if (!small || (type != OnnxElementType.INT64 && type != OnnxElementType.INT32)) {
      return Optional.empty();
    }
    check();
    int n = (int) elements;
    ByteBuffer raw = raw().orElse(null);
    LongStream values =
        IntStream.range(0, n)
            .mapToLong(
                i ->
                    type == OnnxElementType.INT64
                        ? (raw == null ? tensor.getInt64Data(i) : raw.getLong(8 * i))
                        : (raw == null ? tensor.getInt32Data(i) : raw.getInt(4 * i)));
    return Optional.of(values.toArray());
  }

  /** The values of a small float tensor: scales, a slope. */
  Optional<float[]> floats() {
    if (elements > MAX_CONSTANT || type != OnnxElementType.FLOAT) {
      return Optional.empty();
    }
    check();
    float[] values = new float[(int) elements];
    ByteBuffer raw = raw().orElse(null);
    for (int i = 0; i < values.length; i++) {
      values[i] = raw == null ? tensor.getFloatData(i) : raw.getFloat(4 * i);
    }
    return Optional.of(values);
  }

  private ByteBuffer externalBytes() {
    Map<String, String> entries = new HashMap<>();
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      entries.put(entry.getKey(), entry.getValue());
    }
    String location = entries.getOrDefault("location", "");
    Path file = inFolder(location);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long offset = number(entries, "offset", 0);
      long length = number(entries, "length", channel.size() - offset);
      if (offset < 0 || length < 0 || offset > channel.size() - length) {
        throw fail(
            "is at %s of '%s', %s bytes long: the file has %s bytes",
            offset, location, length, channel.size());
      }
      if (length > Integer.MAX_VALUE) {
        throw fail("has %s bytes in one tensor: expected less than 2^31", length);
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
    } catch (IOException e) {
      throw new ModelLoadException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private Path inFolder(String location) {
    if (model.folder().isEmpty()) {
      throw fail("is in the file '%s': read the model from its path", location);
    }
    try {
      Path folder = model.folder().get().toRealPath();
      Path relative = Path.of(location);
      Path file = folder.resolve(relative).toRealPath();
      if (!relative.isAbsolute() && file.startsWith(folder) && Files.isRegularFile(file)) {
        return file;
      }
    } catch (InvalidPathException | IOException e) {
      throw new ModelLoadException(
          "is in '%s', which is not a file of the model's folder".formatted(location), e);
    }
    throw fail("is in '%s', which is outside the model's folder: refused", location);
  }

  private long number(Map<String, String> entries, String key, long otherwise) {
    String text = entries.get(key);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw fail("has external data with %s '%s': expected a number", key, text);
    }
  }

  private ModelLoadException fail(String message, Object... values) {
    return new ModelLoadException(message.formatted(values));
  }

  /** The dimensions, all fixed. */
  List<Dim> shape() {
    return tensor.getDimsList().stream().map(Dim::of).toList();
  }
}
