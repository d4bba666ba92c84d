package dev.wgan.onnx.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.onnx.FormalParameterVector;
import org.bytedeco.onnx.OpSchema;
import org.bytedeco.onnx.OpSchemaRegistry;
import org.bytedeco.onnx.OpSchemaVector;
import org.bytedeco.onnx.StringAttributeMap;
import org.bytedeco.onnx.StringVector;
import org.bytedeco.onnx.global.onnx;
import org.junit.jupiter.api.Test;

/**
 * The operator table is what ONNX's own registry says. The property {@code wgan.test.write} writes
 * it anew.
 */
class OperatorTableTest {
  private static final Path TABLE =
      Path.of("src/main/resources/dev/wgan/onnx/inspect/operators.txt");

  private static final String HEADER =
      """
      # The operators of the default domain, opset 1 to 22: name|since|inputs|outputs|types|attributes.
      # since ends in ! where the operator is withdrawn from then on.
      # Inputs and outputs are types, ? optional, *n variadic with at least n, ~ of mixed types.
      # types: a variable's allowed element types as a hexadecimal mask of TensorProto.DataType bits,
      # bit 0 for what is no dense tensor. attributes: name:type, ! where required.
      """;

  /** TensorProto.DataType in the order of its numbers. */
  private static final List<String> TYPES =
      List.of(
          "",
          "float",
          "uint8",
          "int8",
          "uint16",
          "int16",
          "int32",
          "int64",
          "string",
          "bool",
          "float16",
          "double",
          "uint32",
          "uint64",
          "complex64",
          "complex128",
          "bfloat16",
          "float8e4m3fn",
          "float8e4m3fnuz",
          "float8e5m2",
          "float8e5m2fnuz",
          "uint4",
          "int4",
          "float4e2m1");

  @Test
  void theTableIsWhatTheRegistrySays() throws IOException {
    String generated = HEADER + String.join("\n", generate()) + "\n";
    if (Boolean.getBoolean("wgan.test.write")) {
      Files.writeString(TABLE, generated, StandardCharsets.UTF_8);
    }
    assertThat(Files.readString(TABLE, StandardCharsets.UTF_8)).isEqualTo(generated);
  }

  private static List<String> generate() {
    Loader.load(onnx.class);
    onnx.RegisterOnnxOperatorSetSchema();
    OpSchemaVector schemas = OpSchemaRegistry.get_all_schemas_with_history();
    List<String> lines = new ArrayList<>();
    for (long i = 0; i < schemas.size(); i++) {
      OpSchema schema = schemas.get(i);
      BytePointer domain = schema.domain();
      if (domain == null || domain.getString().isEmpty()) {
        lines.add(line(schema));
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private static String line(OpSchema schema) {
    Map<String, String> types = new TreeMap<>();
    for (long i = 0; i < schema.typeConstraintParams().size(); i++) {
      var constraint = schema.typeConstraintParams().get(i);
      types.put(constraint.type_param_str().getString(), mask(constraint.allowed_type_strs()));
    }
    return String.join(
        "|",
        schema.Name().getString(),
        "%02d".formatted(schema.SinceVersion()) + (schema.Deprecated() ? "!" : ""),
        parameters(schema.inputs(), types),
        parameters(schema.outputs(), types),
        String.join(",", types.entrySet().stream().map(Object::toString).toList()),
        attributes(schema.attributes()));
  }

  private static String parameters(FormalParameterVector parameters, Map<String, String> types) {
    List<String> result = new ArrayList<>();
    for (long i = 0; i < parameters.size(); i++) {
      OpSchema.FormalParameter parameter = parameters.get(i);
      String type = parameter.GetTypeStr().getString();
      if (!types.containsKey(type)) {
        types.put(type, Integer.toHexString(bit(type)));
      }
      byte option = parameter.GetOption();
      String suffix = option == OpSchema.Optional ? "?" : "";
      if (option == OpSchema.Variadic) {
        suffix = "*" + parameter.GetMinArity() + (parameter.GetIsHomogeneous() ? "" : "~");
      }
      result.add(type + suffix);
    }
    return String.join(",", result);
  }

  private static String mask(StringVector types) {
    int mask = 0;
    for (long i = 0; i < types.size(); i++) {
      mask |= bit(types.get(i).getString());
    }
    return Integer.toHexString(mask);
  }

  private static int bit(String type) {
    int index =
        type.startsWith("tensor(") ? TYPES.indexOf(type.substring(7, type.length() - 1)) : 0;
    assertThat(index).as(type).isNotNegative();
    return 1 << index;
  }

  private static String attributes(StringAttributeMap attributes) {
    List<String> result = new ArrayList<>();
    for (var i = attributes.begin(); !i.equals(attributes.end()); i.increment()) {
      OpSchema.Attribute attribute = i.second();
      result.add(
          i.first().getString() + ":" + attribute.type() + (attribute.required() ? "!" : ""));
    }
    return String.join(",", result);
  }
}
