package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.onnx.ModelProto;
import org.bytedeco.onnx.OpSchemaRegistry;
import org.bytedeco.onnx.ShapeInferenceOptions;
import org.bytedeco.onnx.StringTensorShapeProtoMap;
import org.bytedeco.onnx.global.onnx;

/** ONNX's own checker and shape inference, in native code. */
public final class Official {
  private Official() {}

  static {
    Loader.load(onnx.class);
    onnx.RegisterOnnxOperatorSetSchema();
  }

  private static ModelProto parse(OnnxMl.ModelProto model) {
    byte[] bytes = model.toByteArray();
    ModelProto parsed = new ModelProto();
    try (BytePointer pointer = new BytePointer(bytes)) {
      if (!onnx.ParseProtoFromBytes(parsed, pointer, bytes.length)) {
        throw new AssertionError("ONNX cannot parse the model");
      }
    }
    return parsed;
  }

  /** What the full checker, shapes included, says against a model. */
  public static Optional<String> problem(OnnxMl.ModelProto model) {
    try (ModelProto parsed = parse(model)) {
      onnx.check_model(parsed, true, false, false);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The model with every value's shape that ONNX infers. */
  static OnnxMl.ModelProto inferred(OnnxMl.ModelProto model) throws InvalidProtocolBufferException {
    try (ModelProto parsed = parse(model);
        StringTensorShapeProtoMap shapes = new StringTensorShapeProtoMap()) {
      onnx.InferShapes(
          parsed, OpSchemaRegistry.Instance(), new ShapeInferenceOptions(true, 0, true), shapes);
      byte[] bytes = new byte[(int) parsed.ByteSizeLong()];
      parsed.SerializeAsString().get(bytes);
      return OnnxMl.ModelProto.parseFrom(bytes);
    }
  }
}
