package dev.wgan.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedOutputStream;
import dev.wgan.runtime.internal.DigestHead;
import dev.wgan.runtime.internal.MetadataKeys;
import dev.wgan.runtime.internal.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/** An exported file as it was before {@code wgan.noise} was written: the key's one effect. */
final class WithoutNoise {
  private WithoutNoise() {}

  /** Removes the property from a file and states the digest of what is left. */
  static byte[] of(byte[] file) throws IOException {
    ModelProto model = ModelProto.parseFrom(file);
    Map<String, String> properties = new TreeMap<>();
    model.getMetadataPropsList().forEach(p -> properties.put(p.getKey(), p.getValue()));
    properties.remove(MetadataKeys.NOISE.name());
    MessageDigest digest = Sha256.digest();
    Map<String, Long> opsets = Map.of("", model.getOpsetImport(0).getVersion());
    String head = DigestHead.text(properties, model.getIrVersion(), opsets);
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    digest.update(model.getGraph().toByteArray());
    MetadataKeys.SHA256.write(Sha256.hex(digest), properties);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeInt64(1, model.getIrVersion());
    out.writeString(2, model.getProducerName());
    out.writeMessage(8, model.getOpsetImport(0));
    for (Map.Entry<String, String> property : properties.entrySet()) {
      out.writeMessage(
          14,
          StringStringEntryProto.newBuilder()
              .setKey(property.getKey())
              .setValue(property.getValue())
              .build());
    }
    out.writeMessage(7, model.getGraph());
    out.flush();
    return bytes.toByteArray();
  }
}
