package dev.wgan.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.List;
import java.util.Map;

/**
 * Divides whole numbers of every width by 0, and the least number of the shorter and unsigned ones
 * by -1, and prints what ONNX Runtime answers.
 */
final class DivisionMain {
  private DivisionMain() {}

  public static void main(String[] arguments) throws OrtException {
    for (String operator : List.of("Div", "Mod")) {
      for (int type : new int[] {2, 3, 4, 5, 6, 7, 12, 13}) {
        System.out.println(divided(operator, type, 1, 0));
        if (type != StoredTensor.INT32 && type != StoredTensor.INT64) {
          System.out.println(
              divided(operator, type, type == StoredTensor.INT8 ? -128 : -32768, -1));
        }
      }
    }
  }

  private static String divided(String operator, int type, float dividend, float divisor)
      throws OrtException {
    ModelBuilder model = new ModelBuilder().opset(14);
    model.input("a", ModelBuilder.FLOAT, 1).input("b", ModelBuilder.FLOAT, 1);
    String a = model.node("Cast", List.of(model.node("Cast", List.of("a"), to(7))), to(type));
    String b = model.node("Cast", List.of(model.node("Cast", List.of("b"), to(7))), to(type));
    model.nodeTo("y", "Cast", List.of(model.node(operator, List.of(a, b))), to(1));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session =
            environment.createSession(model.output("y", ModelBuilder.FLOAT, 1).build(), options);
        OnnxTensor first = OnnxTensor.createTensor(environment, new float[] {dividend});
        OnnxTensor second = OnnxTensor.createTensor(environment, new float[] {divisor});
        OrtSession.Result result = session.run(Map.of("a", first, "b", second))) {
      return operator + " of type " + type + " gives " + result.get(0);
    } catch (OrtException e) {
      return operator + " of type " + type + ": " + Messages.reason(e);
    }
  }

  private static ai.onnx.proto.OnnxMl.AttributeProto to(int type) {
    return ModelBuilder.integer("to", type);
  }
}
