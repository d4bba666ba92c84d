package dev.wgan.onnx;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.wgan.runtime.internal.DigestHead;
import dev.wgan.runtime.internal.MetadataKeys;
import dev.wgan.runtime.internal.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Changes the metadata of an exported model, and states the digest of the changed file.
 *
 * <p>Thread-safe: there is no state.
 */
public final class ModelRewrite {
  private ModelRewrite() {}

  /**
   * Returns a model with other properties and a digest that covers them.
   *
   * @param model an exported model of format 2 without external data
   * @param change changes the properties, given by name
   * @return the changed model
   * @throws ExportException if it is not an ONNX model
   */
  public static byte[] withProperties(byte[] model, Consumer<Map<String, String>> change) {
    try {
      return written(ModelProto.parseFrom(model), change);
    } catch (InvalidProtocolBufferException e) {
      throw new ExportException("the model cannot be read: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] written(ModelProto model, Consumer<Map<String, String>> change)
      throws IOException {
    Map<String, String> properties = new TreeMap<>();
    model.getMetadataPropsList().forEach(p -> properties.put(p.getKey(), p.getValue()));
    change.accept(properties);
    MetadataKeys.SHA256.write(digest(model, properties), properties);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeInt64(ModelProto.IR_VERSION_FIELD_NUMBER, model.getIrVersion());
    out.writeString(ModelProto.PRODUCER_NAME_FIELD_NUMBER, model.getProducerName());
    for (OperatorSetIdProto opset : model.getOpsetImportList()) {
      out.writeMessage(ModelProto.OPSET_IMPORT_FIELD_NUMBER, opset);
    }
    for (Map.Entry<String, String> property : properties.entrySet()) {
      out.writeMessage(
          ModelProto.METADATA_PROPS_FIELD_NUMBER,
          StringStringEntryProto.newBuilder()
              .setKey(property.getKey())
              .setValue(property.getValue())
              .build());
    }
    for (FunctionProto function : model.getFunctionsList()) {
      out.writeMessage(ModelProto.FUNCTIONS_FIELD_NUMBER, function);
    }
    // The graph comes last, as in every exported file: a truncated one lacks part of it.
    out.writeMessage(ModelProto.GRAPH_FIELD_NUMBER, model.getGraph());
    out.flush();
    return bytes.toByteArray();
  }

  private static String digest(ModelProto model, Map<String, String> properties) {
    Map<String, Long> opsets = new LinkedHashMap<>();
    model.getOpsetImportList().forEach(o -> opsets.put(o.getDomain(), o.getVersion()));
    MessageDigest digest = Sha256.digest();
    String head = DigestHead.text(properties, model.getIrVersion(), opsets);
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    model.getFunctionsList().forEach(function -> digest.update(function.toByteArray()));
    digest.update(model.getGraph().toByteArray());
    return Sha256.hex(digest);
  }
}
