package dev.wgan.onnx.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The signature of an operator of ONNX's default domain, valid from one opset on.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name its name
 * @param since the first opset of this signature
 * @param withdrawn whether the operator may not be used from this opset on
 * @param inputs its inputs
 * @param outputs its outputs
 * @param types the element types each type variable stands for, bits of {@code
 *     TensorProto.DataType}; bit 0 for values other than dense tensors
 * @param attributes its attributes by name
 */
record Operator(
    String name,
    int since,
    boolean withdrawn,
    List<Parameter> inputs,
    List<Parameter> outputs,
    Map<String, Integer> types,
    Map<String, Attribute> attributes) {
  /**
   * An input or output.
   *
   * @param type a type variable
   * @param optional whether it may be left out
   * @param variadic whether it stands for any number of values, {@code least} or more
   * @param least the minimum number of a variadic one
   * @param mixed whether the values of a variadic one may differ in type
   */
  record Parameter(String type, boolean optional, boolean variadic, int least, boolean mixed) {
    private static Parameter parse(String text) {
      boolean mixed = text.endsWith("~");
      String bare = mixed ? text.substring(0, text.length() - 1) : text;
      int star = bare.indexOf('*');
      if (star >= 0) {
        int least = Integer.parseInt(bare.substring(star + 1));
        return new Parameter(bare.substring(0, star), false, true, least, mixed);
      }
      boolean optional = bare.endsWith("?");
      String type = optional ? bare.substring(0, bare.length() - 1) : bare;
      return new Parameter(type, optional, false, optional ? 0 : 1, false);
    }
  }

  /**
   * An attribute.
   *
   * @param type its number in {@code AttributeProto.AttributeType}
   * @param required whether it must be present
   */
  record Attribute(int type, boolean required) {}

  static Operator parse(String line) {
    String[] fields = line.split("\\|", -1);
    boolean withdrawn = fields[1].endsWith("!");
    Map<String, Integer> types = new LinkedHashMap<>();
    for (String entry : list(fields[4])) {
      int equals = entry.lastIndexOf('=');
      types.put(entry.substring(0, equals), Integer.parseInt(entry.substring(equals + 1), 16));
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (String entry : list(fields[5])) {
      boolean required = entry.endsWith("!");
      int colon = entry.indexOf(':');
      String type = entry.substring(colon + 1, entry.length() - (required ? 1 : 0));
      attributes.put(entry.substring(0, colon), new Attribute(Integer.parseInt(type), required));
    }
    return new Operator(
        fields[0],
        Integer.parseInt(withdrawn ? fields[1].substring(0, fields[1].length() - 1) : fields[1]),
        withdrawn,
        list(fields[2]).stream().map(Parameter::parse).toList(),
        list(fields[3]).stream().map(Parameter::parse).toList(),
        types,
        attributes);
  }

  private static List<String> list(String field) {
    return field.isEmpty() ? new ArrayList<>() : List.of(field.split(",", -1));
  }

  /** The minimum number of values of a node for these parameters. */
  static int least(List<Parameter> parameters) {
    int least = 0;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (!parameter.optional()) {
        least = i + parameter.least();
      }
    }
    return least;
  }

  static int most(List<Parameter> parameters) {
    boolean open = !parameters.isEmpty() && parameters.get(parameters.size() - 1).variadic();
    return open ? Integer.MAX_VALUE : parameters.size();
  }

  /** The parameter of the i-th value: the last one repeats if it is variadic. */
  static Parameter at(List<Parameter> parameters, int i) {
    return parameters.get(Math.min(i, parameters.size() - 1));
  }
}
