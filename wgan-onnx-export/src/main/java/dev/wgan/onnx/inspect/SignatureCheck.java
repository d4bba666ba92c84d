package dev.wgan.onnx.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares a node with its operator's signature: arity, attributes, element types. */
final class SignatureCheck {
  private static final Set<String> FLOAT_BY_DEFAULT =
      Set.of("ConstantOfShape", "RandomNormal", "RandomUniform", "Multinomial");

  private final NodeProto node;
  private final Operator operator;
  private final List<String> problems = new ArrayList<>();

  SignatureCheck(NodeProto node, Operator operator) {
    this.node = node;
    this.operator = operator;
  }

  List<String> problems() {
    return problems;
  }

  void arity() {
    count("inputs", node.getInputList(), operator.inputs());
    count("outputs", node.getOutputList(), operator.outputs());
  }

  private void count(String what, List<String> found, List<Operator.Parameter> expected) {
    int least = Operator.least(expected);
    int most = Operator.most(expected);
    if (found.size() < least || found.size() > most) {
      String range =
          least == most
              ? String.valueOf(least)
              : most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
      problems.add("has %s %s: expected %s".formatted(found.size(), what, range));
      return;
    }
    for (int i = 0; i < found.size(); i++) {
      Operator.Parameter parameter = Operator.at(expected, i);
      if (found.get(i).isEmpty() && !parameter.optional() && !parameter.variadic()) {
        problems.add("lacks number %s of its %s, which is required".formatted(i + 1, what));
      }
    }
  }

  void attributes() {
    Set<String> names = new HashSet<>();
    for (AttributeProto attribute : node.getAttributeList()) {
      Operator.Attribute expected = operator.attributes().get(attribute.getName());
      if (!names.add(attribute.getName())) {
        problems.add("has the attribute '%s' twice".formatted(attribute.getName()));
      } else if (expected == null) {
        problems.add(
            "has the attribute '%s': %s of opset %s has %s"
                .formatted(
                    attribute.getName(),
                    operator.name(),
                    operator.since(),
                    operator.attributes().keySet()));
      } else if (attribute.getRefAttrName().isEmpty()
          && attribute.getType().getNumber() != expected.type()) {
        problems.add(
            "has the attribute '%s' of type %s: expected %s"
                .formatted(
                    attribute.getName(),
                    attribute.getType(),
                    AttributeProto.AttributeType.forNumber(expected.type())));
      }
    }
    operator
        .attributes()
        .forEach(
            (name, attribute) -> {
              if (attribute.required() && !names.contains(name)) {
                problems.add("lacks the attribute '%s'".formatted(name));
              }
            });
  }

  /** Checks the inputs' element types and infers those of the outputs. */
  List<Optional<OnnxElementType>> types(List<Optional<OnnxElementType>> inputs) {
    Map<String, OnnxElementType> bound = new HashMap<>();
    for (int i = 0; i < inputs.size() && !operator.inputs().isEmpty(); i++) {
      Operator.Parameter parameter = Operator.at(operator.inputs(), i);
      if (inputs.get(i).isPresent()) {
        bind(i, parameter, inputs.get(i).get(), bound);
      }
    }
    List<Optional<OnnxElementType>> outputs = new ArrayList<>();
    for (int i = 0; i < node.getOutputCount() && !operator.outputs().isEmpty(); i++) {
      outputs.add(output(Operator.at(operator.outputs(), i), bound));
    }
    return outputs;
  }

  private void bind(
      int i,
      Operator.Parameter parameter,
      OnnxElementType type,
      Map<String, OnnxElementType> bound) {
    int allowed = operator.types().getOrDefault(parameter.type(), 0);
    if ((allowed & 1 << type.code()) == 0 && (allowed & 1) == 0) {
      problems.add(
          "is given %s as input %s ('%s'): %s of opset %s does not take it"
              .formatted(type, i + 1, node.getInput(i), operator.name(), operator.since()));
      return;
    }
    OnnxElementType before = parameter.mixed() ? null : bound.putIfAbsent(parameter.type(), type);
    if (before != null && before != type) {
      problems.add(
          "is given %s as input %s ('%s') and %s as another input: expected one type"
              .formatted(type, i + 1, node.getInput(i), before));
    }
  }

  private Optional<OnnxElementType> output(
      Operator.Parameter parameter, Map<String, OnnxElementType> bound) {
    OnnxElementType known = bound.get(parameter.type());
    if (known != null && !parameter.mixed()) {
      return Optional.of(known);
    }
    int allowed = operator.types().getOrDefault(parameter.type(), 0);
    if (Integer.bitCount(allowed) == 1) {
      return OnnxElementType.of(Integer.numberOfTrailingZeros(allowed));
    }
    return chosen();
  }

  /** Types that an attribute determines. */
  private Optional<OnnxElementType> chosen() {
    Optional<OnnxElementType> type =
        FLOAT_BY_DEFAULT.contains(operator.name())
            ? Optional.of(OnnxElementType.FLOAT)
            : Optional.empty();
    for (AttributeProto attribute : node.getAttributeList()) {
      switch (attribute.getName()) {
        case "to", "dtype", "output_dtype" -> type = OnnxElementType.of((int) attribute.getI());
        case "value" -> type = OnnxElementType.of(attribute.getT().getDataType());
        case "value_int", "value_ints" -> type = Optional.of(OnnxElementType.INT64);
        case "value_float", "value_floats" -> type = Optional.of(OnnxElementType.FLOAT);
        case "value_string", "value_strings" -> type = Optional.of(OnnxElementType.STRING);
        default -> {}
      }
    }
    return type;
  }
}
