package dev.wgan.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wgan.runtime.internal.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weights as a safetensors file: eight bytes of length, a JSON header, raw little-endian data. It
 * cannot run code, and Python reads it.
 *
 * <p>Thread-safe: there is no state. Reading trusts nothing: every length is checked against the
 * file before memory is allocated.
 */
public final class Safetensors {
  private static final int MAX_HEADER = 4 << 20;
  private static final int PREFIX = Long.BYTES;
  private static final String METADATA = "__metadata__";

  private Safetensors() {}

  private record Entry(String name, String type, Shape shape, long start, long end) {}

  /**
   * Writes weights as float32, completely or not at all.
   *
   * @param file the file, which is replaced if it exists
   * @param weights the weights
   * @throws IOException if writing fails; an existing file is then unchanged
   */
  public static void write(Path file, Weights weights) throws IOException {
    AtomicFile.write(file, out -> writeTo(out, weights));
  }

  private static void writeTo(OutputStream out, Weights weights) throws IOException {
    ObjectNode header = NetworkJson.mapper().createObjectNode();
    header.putObject(METADATA).put("format", "pt");
    long offset = 0;
    for (String name : weights.names()) {
      Shape shape = weights.get(name).shape();
      ObjectNode entry = header.putObject(name).put("dtype", "F32");
      ArrayNode dims = entry.putArray("shape");
      shape.dims().forEach(dims::add);
      long end = offset + (long) shape.elements() * Float.BYTES;
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String json = header.toString();
    // The data starts at a multiple of eight bytes: readers map it.
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    int padding = -bytes.length & 7;
    ByteBuffer length = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(0, bytes.length + padding).array());
    out.write(bytes);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    ByteBuffer chunk = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (String name : weights.names()) {
      FloatBuffer values = weights.get(name).values();
      while (values.hasRemaining()) {
        chunk.clear();
        while (values.hasRemaining() && chunk.hasRemaining()) {
          chunk.putFloat(values.get());
        }
        out.write(chunk.array(), 0, chunk.position());
      }
    }
  }

  /**
   * Reads weights; float64, float16 and bfloat16 become float32, and float32 is used in place, in
   * the mapped file.
   *
   * @param file the file
   * @return the weights in the order of the header
   * @throws NetworkException if it is missing, unreadable or malformed
   */
  public static Weights read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new NetworkException("there is no file " + file);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < PREFIX) {
        throw malformed(file, "has %s bytes, too few for a header".formatted(size));
      }
      ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
      readFully(channel, prefix, 0);
      long headerLength = prefix.getLong(0);
      if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, size - PREFIX)) {
        throw malformed(
            file, "announces a header of %s bytes in %s".formatted(headerLength, size - PREFIX));
      }
      ByteBuffer header = ByteBuffer.allocate((int) headerLength);
      readFully(channel, header, PREFIX);
      long dataStart = PREFIX + headerLength;
      String json = new String(header.array(), StandardCharsets.UTF_8);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (Entry entry : entries(file, json, size - dataStart)) {
        tensors.put(entry.name(), tensor(channel, entry, dataStart));
      }
      return Weights.of(tensors);
    } catch (IOException e) {
      throw new NetworkException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long from)
      throws IOException {
    while (into.hasRemaining()) {
      if (channel.read(into, from + into.position()) < 0) {
        throw new IOException("it ends early");
      }
    }
  }

  private static List<Entry> entries(Path file, String json, long available) {
    JsonNode header;
    try {
      header = NetworkJson.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new NetworkException(
          "%s is not a safetensors file: its header is not JSON: %s"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
    if (!header.isObject()) {
      throw malformed(file, "has a header that is not a JSON object");
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (!field.getKey().equals(METADATA)) {
        entries.add(entry(file, field.getKey(), field.getValue(), available));
      }
    }
    long end = 0;
    for (Entry entry : entries.stream().sorted(Comparator.comparingLong(Entry::start)).toList()) {
      if (entry.start() != end) {
        throw malformed(
            file, "has '%s' at %s where %s ends".formatted(entry.name(), entry.start(), end));
      }
      end = entry.end();
    }
    if (end != available) {
      throw malformed(
          file, "has %s bytes of data where %s are described".formatted(available, end));
    }
    return entries;
  }

  private static Entry entry(Path file, String name, JsonNode node, long available) {
    String type = node.path("dtype").asText();
    JsonNode dims = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    boolean whole = dims.isArray() && offsets.isArray() && offsets.size() == 2;
    if (!whole || !offsets.get(0).isIntegralNumber() || !offsets.get(1).isIntegralNumber()) {
      throw malformed(file, "has '%s' without dtype, shape and two data_offsets".formatted(name));
    }
    List<Integer> shape = new ArrayList<>();
    for (JsonNode dim : dims) {
      if (!dim.isInt()) {
        throw malformed(file, "has '%s' of shape %s".formatted(name, dims));
      }
      shape.add(dim.intValue());
    }
    long start = offsets.get(0).longValue();
    long end = offsets.get(1).longValue();
    if (start < 0 || end < start || end > available) {
      throw malformed(
          file, "has '%s' at %s of %s bytes of data".formatted(name, offsets, available));
    }
    try {
      Entry entry = new Entry(name, type, new Shape(shape), start, end);
      long bytes = (long) entry.shape().elements() * HalfPrecision.bytes(type);
      if (bytes != end - start) {
        throw new NetworkException(
            "%s bytes for %s of %s, which takes %s".formatted(end - start, shape, type, bytes));
      }
      return entry;
    } catch (NetworkException e) {
      throw new NetworkException(
          "%s is not a safetensors file: '%s': %s".formatted(file, name, e.getMessage()), e);
    }
  }

  private static Tensor tensor(FileChannel channel, Entry entry, long dataStart)
      throws IOException {
    if (entry.end() - entry.start() > Integer.MAX_VALUE) {
      throw new NetworkException(
          "the tensor '%s' has %s bytes: expected less than 2^31"
              .formatted(entry.name(), entry.end() - entry.start()));
    }
    ByteBuffer bytes =
        channel
            .map(
                FileChannel.MapMode.READ_ONLY,
                dataStart + entry.start(),
                entry.end() - entry.start())
            .order(ByteOrder.LITTLE_ENDIAN);
    if (entry.type().equals("F32")) {
      return Tensor.over(entry.shape(), bytes.asFloatBuffer());
    }
    return Tensor.over(
        entry.shape(), HalfPrecision.widen(bytes, entry.type(), entry.shape().elements()));
  }

  private static NetworkException malformed(Path file, String what) {
    return new NetworkException("%s is not a safetensors file: it %s".formatted(file, what));
  }
}
