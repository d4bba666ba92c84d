package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import dev.wgan.runtime.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * An ONNX model as its protobuf message, from an untrusted file.
 *
 * <p>Immutable and thread-safe. The weights stay in the mapped file: describing a model of a
 * gigabyte takes little memory.
 *
 * @param name its name in messages
 * @param proto the message
 * @param bytes the size of the file, or of the message
 * @param folder the folder of external data; empty if the model is not a file
 */
public record OnnxModel(String name, ModelProto proto, long bytes, Optional<Path> folder) {
  /** Protobuf's own limit for messages within messages. */
  private static final int MAX_DEPTH = 100;

  private static final String NOT_ONNX = "%s is not an ONNX model: %s";

  /**
   * Reads a file.
   *
   * @param file an ONNX file
   * @return the model
   * @throws ModelLoadException if the file is missing, unreadable, or not an ONNX model
   */
  public static OnnxModel read(Path file) {
    if (Files.isDirectory(file)) {
      throw new ModelLoadException(file + " is a folder: expected an ONNX file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new ModelLoadException(
            "%s has %s bytes: an ONNX file has less than 2^31, and keeps more in external data"
                .formatted(file, size));
      }
      // A file within a jar cannot be mapped.
      ByteBuffer content =
          file.getFileSystem().equals(FileSystems.getDefault())
              ? channel.map(FileChannel.MapMode.READ_ONLY, 0, size)
              : ByteBuffer.wrap(Files.readAllBytes(file));
      Path parent = file.toAbsolutePath().getParent();
      return parse(
          file.toString(),
          UnsafeByteOperations.unsafeWrap(content),
          Optional.ofNullable(parent).filter(Files::isDirectory));
    } catch (NoSuchFileException e) {
      throw new ModelLoadException("there is no model " + file, e);
    } catch (IOException e) {
      throw new ModelLoadException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads bytes.
   *
   * @param name the model's name in messages
   * @param bytes the content of an ONNX file
   * @return the model
   * @throws ModelLoadException if they are not an ONNX model
   */
  public static OnnxModel parse(String name, byte[] bytes) {
    return parse(name, UnsafeByteOperations.unsafeWrap(bytes), Optional.empty());
  }

  /**
   * Returns the model of a message.
   *
   * @param name its name in messages
   * @param proto the message
   * @return the model
   */
  public static OnnxModel of(String name, ModelProto proto) {
    return new OnnxModel(name, proto, proto.getSerializedSize(), Optional.empty());
  }

  private static OnnxModel parse(String name, ByteString bytes, Optional<Path> folder) {
    try {
      new MessageCount(bytes).check();
      CodedInputStream in = bytes.newCodedInput();
      in.enableAliasing(true);
      in.setRecursionLimit(MAX_DEPTH);
      ModelProto proto = ModelProto.parseFrom(in);
      in.checkLastTagWas(0);
      if (!proto.hasGraph()) {
        throw new ModelLoadException(NOT_ONNX.formatted(name, "it does not contain a graph"));
      }
      return new OnnxModel(name, proto, bytes.size(), folder);
    } catch (IOException e) {
      throw new ModelLoadException(NOT_ONNX.formatted(name, e.getMessage()), e);
    }
  }

  /**
   * Returns the version of an operator set that the model imports.
   *
   * @param domain the set's domain, empty for ONNX's own
   * @return the version, empty if it is not imported
   */
  public Optional<Long> opset(String domain) {
    return proto.getOpsetImportList().stream()
        .filter(set -> normal(set.getDomain()).equals(normal(domain)))
        .map(OperatorSetIdProto::getVersion)
        .findFirst();
  }

  /** ONNX's own domain has two names. */
  static String normal(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }
}
