package dev.wgan.runtime;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Reads ONNX's stored tensors as what a generator can be given, or can give. */
final class ProtoTensors {
  private ProtoTensors() {}

  /**
   * The stored tensor: float types as floats, whole numbers as longs.
   *
   * @param declared the type that the graph declares: bfloat16 is stored as whole numbers
   */
  static TensorData read(byte[] bytes, int declared) throws IOException {
    TensorProto tensor = TensorProto.parseFrom(bytes);
    int[] shape = tensor.getDimsList().stream().mapToInt(Long::intValue).toArray();
    int elements = 1;
    for (int dim : shape) {
      elements *= dim;
    }
    DataType stored = DataType.forNumber(tensor.getDataType());
    DataType type =
        stored == DataType.UINT16 && declared == DataType.BFLOAT16.getNumber()
            ? DataType.BFLOAT16
            : stored;
    return switch (type) {
      case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> TensorData.of(floats(tensor, type, elements), shape);
      case UINT8, INT8, UINT16, INT16, INT32, UINT32, INT64, UINT64, BOOL ->
          TensorData.of(longs(tensor, type, elements), shape);
      // Nobody can give text: whatever stands for it, the generator must refuse the input.
      default -> TensorData.of(new float[elements], shape);
    };
  }

  private static float[] floats(TensorProto tensor, DataType type, int elements) {
    float[] values = new float[elements];
    ByteBuffer raw = raw(tensor);
    boolean inRaw = !tensor.getRawData().isEmpty();
    List<Integer> ints = tensor.getInt32DataList();
    for (int i = 0; i < elements; i++) {
      values[i] =
          switch (type) {
            case FLOAT -> inRaw ? raw.getFloat() : tensor.getFloatData(i);
            case DOUBLE -> (float) (inRaw ? raw.getDouble() : tensor.getDoubleData(i));
            case FLOAT16 -> HalfFloat.toFloat(inRaw ? raw.getShort() : ints.get(i).shortValue());
            default -> Float.intBitsToFloat((inRaw ? raw.getShort() : ints.get(i)) << 16);
          };
    }
    return values;
  }

  private static long[] longs(TensorProto tensor, DataType type, int elements) {
    long[] values = new long[elements];
    ByteBuffer raw = raw(tensor);
    boolean inRaw = !tensor.getRawData().isEmpty();
    for (int i = 0; i < elements; i++) {
      values[i] =
          switch (type) {
            case INT64 -> inRaw ? raw.getLong() : tensor.getInt64Data(i);
            case UINT64 -> inRaw ? raw.getLong() : tensor.getUint64Data(i);
            case UINT32 -> inRaw ? Integer.toUnsignedLong(raw.getInt()) : tensor.getUint64Data(i);
            case INT32 -> inRaw ? raw.getInt() : tensor.getInt32Data(i);
            case INT16 -> inRaw ? raw.getShort() : tensor.getInt32Data(i);
            case UINT16 -> inRaw ? raw.getShort() & 0xFFFF : tensor.getInt32Data(i);
            case INT8 -> inRaw ? raw.get() : tensor.getInt32Data(i);
            default -> inRaw ? raw.get() & 0xFF : tensor.getInt32Data(i);
          };
    }
    return values;
  }

  private static ByteBuffer raw(TensorProto tensor) {
    return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
