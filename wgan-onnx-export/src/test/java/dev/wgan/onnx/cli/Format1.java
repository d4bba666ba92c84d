package dev.wgan.onnx.cli;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns an exported file into one of format 1, whose digest covers the graph alone. */
final class Format1 {
  private Format1() {}

  static byte[] of(byte[] exported) {
    try {
      ModelProto model = ModelProto.parseFrom(exported);
      byte[] graph = model.getGraph().toByteArray();
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(graph));
      ModelProto.Builder older = model.toBuilder().clearMetadataProps();
      for (StringStringEntryProto property : model.getMetadataPropsList()) {
        switch (property.getKey()) {
          case "wgan.format" -> older.addMetadataProps(entry("wgan.format", "1"));
          case "wgan.sha256" -> older.addMetadataProps(entry("wgan.graph.sha256", digest));
          default -> older.addMetadataProps(property);
        }
      }
      return older.build().toByteArray();
    } catch (InvalidProtocolBufferException | NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
