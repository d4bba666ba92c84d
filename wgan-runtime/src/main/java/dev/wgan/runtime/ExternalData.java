package dev.wgan.runtime;

import ai.onnxruntime.OnnxJavaType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The weights that a model keeps in other files, read by us instead of ONNX Runtime: it gets bytes
 * and mapped memory, and no name of a file.
 *
 * <p>Not thread-safe; closed once the model's bytes and its large weights are taken.
 */
final class ExternalData implements AutoCloseable {
  /** Smaller weights become part of the model's bytes: ONNX Runtime infers shapes from some. */
  private static final int MIN_MAPPED = 1 << 20;

  private static final int MAX_INLINE = 1 << 30;

  /**
   * A large constant of the main graph.
   *
   * @param name its name
   * @param type its element type
   * @param dims its dimensions
   * @param content its elements, in direct memory
   */
  record Weight(String name, OnnxJavaType type, List<Long> dims, ByteBuffer content) {}

  private final String model;
  private final OnnxFile structure;
  private final Map<String, ExternalFile> files = new LinkedHashMap<>();

  private ExternalData(String model, OnnxFile structure) {
    this.model = model;
    this.structure = structure;
  }

  /** Opens every file that a model names, in the order of their names; none without a folder. */
  static ExternalData open(String model, OnnxFile structure, Optional<Path> realFolder) {
    ExternalData data = new ExternalData(model, structure);
    boolean done = false;
    try {
      for (String location : structure.externalData()) {
        Path folder =
            realFolder.orElseThrow(
                () ->
                    new ModelLoadException(
                        "%s keeps weights in the file '%s' next to it: load it from its path"
                            .formatted(model, location)));
        data.files.put(location, ExternalFile.open(model, folder, location));
      }
      done = true;
      return data;
    } finally {
      if (!done) {
        data.close();
      }
    }
  }

  /** The size of all files together. */
  long size() {
    return files.values().stream().mapToLong(ExternalFile::size).sum();
  }

  /** Adds the content of every file to a digest. */
  void update(MessageDigest digest) {
    files.values().forEach(file -> file.update(digest));
  }

  /** The large constants of the main graph, to be lent to ONNX Runtime. */
  List<Weight> weights() {
    List<Weight> weights = new ArrayList<>();
    for (StoredTensor tensor : mapped()) {
      OnnxJavaType type = javaType(tensor);
      weights.add(new Weight(tensor.name(), type, tensor.dims(), span(tensor).content()));
    }
    return weights;
  }

  /** The model's bytes with every other constant in them, and without any name of a file. */
  byte[] inline(byte[] bytes) {
    Set<StoredTensor> lent = new HashSet<>(mapped());
    List<TensorSplice.Edit> edits = new ArrayList<>();
    long total = bytes.length;
    for (StoredTensor tensor : structure.allTensors()) {
      if (tensor.isExternal()) {
        Optional<ByteBuffer> content =
            lent.contains(tensor) ? Optional.empty() : Optional.of(span(tensor).content());
        total += content.map(ByteBuffer::remaining).orElse(0);
        edits.add(new TensorSplice.Edit(tensor.start(), tensor.end(), content));
      }
    }
    if (total > MAX_INLINE) {
      throw new ModelLoadException(
          "%s keeps %s bytes of weights in other files that are not constants of its main graph:"
                  .formatted(model, total)
              + " at most %s can be read".formatted(MAX_INLINE));
    }
    return new TensorSplice(bytes, edits).apply();
  }

  private List<StoredTensor> mapped() {
    Set<String> names = new HashSet<>();
    List<StoredTensor> found = new ArrayList<>();
    for (StoredTensor tensor : structure.graph().initializers()) {
      boolean once = names.add(tensor.name());
      if (tensor.isExternal() && once && lendable(tensor)) {
        found.add(tensor);
      }
    }
    return found;
  }

  private boolean lendable(StoredTensor tensor) {
    OnnxJavaType type = javaType(tensor);
    // Java hands names to native code in a form of its own, the same for plain ASCII only.
    boolean plain = StandardCharsets.US_ASCII.newEncoder().canEncode(tensor.name());
    return plain
        && tensor.name().indexOf(0) < 0
        && type != OnnxJavaType.UNKNOWN
        && span(tensor).file().isMapped()
        && span(tensor).length() >= MIN_MAPPED;
  }

  /** ONNX Runtime's Java type of a tensor; UNKNOWN for those that Java cannot hand over. */
  private static OnnxJavaType javaType(StoredTensor tensor) {
    return switch (tensor.elementType()) {
      case StoredTensor.FLOAT -> OnnxJavaType.FLOAT;
      case StoredTensor.DOUBLE -> OnnxJavaType.DOUBLE;
      case StoredTensor.FLOAT16 -> OnnxJavaType.FLOAT16;
      case StoredTensor.BFLOAT16 -> OnnxJavaType.BFLOAT16;
      case StoredTensor.INT8 -> OnnxJavaType.INT8;
      case StoredTensor.UINT8 -> OnnxJavaType.UINT8;
      case StoredTensor.INT16 -> OnnxJavaType.INT16;
      case StoredTensor.INT32 -> OnnxJavaType.INT32;
      case StoredTensor.INT64 -> OnnxJavaType.INT64;
      case StoredTensor.BOOL -> OnnxJavaType.BOOL;
      default -> OnnxJavaType.UNKNOWN;
    };
  }

  /** The place of a tensor's elements within the file. */
  private record Span(ExternalFile file, long offset, int length) {
    ByteBuffer content() {
      return file.content(offset, length);
    }
  }

  private Span span(StoredTensor tensor) {
    String location = tensor.external().getOrDefault("location", "");
    ExternalFile file = Objects.requireNonNull(files.get(location));
    long offset = number(tensor, "offset", 0);
    int elementSize = javaType(tensor).size;
    boolean sized = elementSize > 0 && tensor.elements() >= 0;
    long expected = sized ? Math.multiplyExact(elementSize, tensor.elements()) : 0;
    long length = number(tensor, "length", sized ? expected : file.size() - offset);
    if (sized && length != expected) {
      throw new ModelLoadException(
          "%s keeps '%s' in %s bytes of '%s': its dimensions %s take %s"
              .formatted(model, tensor.name(), length, location, tensor.dims(), expected));
    }
    if (offset < 0 || length < 0 || offset > file.size() - length) {
      throw new ModelLoadException(
          "%s keeps '%s' at %s of '%s', %s bytes long: the file has %s bytes"
              .formatted(model, tensor.name(), offset, location, length, file.size()));
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw new ModelLoadException(
          "%s keeps '%s' in %s bytes of '%s': expected less than 2^31 for one tensor"
              .formatted(model, tensor.name(), length, location));
    }
    return new Span(file, offset, (int) length);
  }

  private long number(StoredTensor tensor, String key, long otherwise) {
    String text = tensor.external().get(key);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ModelLoadException(
          "%s gives '%s' the %s '%s': expected a whole number"
              .formatted(model, tensor.name(), key, text),
          e);
    }
  }

  @Override
  public void close() {
    files.values().forEach(ExternalFile::close);
  }
}
