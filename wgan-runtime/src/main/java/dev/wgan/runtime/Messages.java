package dev.wgan.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Wording shared by messages. */
final class Messages {
  /** A C++ source file with line, the function in it, and the condition that did not hold. */
  private static final String CPP_SITE =
      "\\S+\\.(?:cc|cpp|cu|h|hpp):\\d+ "
          + "(?:[^()]*::[^()]*\\([^()]*\\)(?:\\([^()]*\\))?(?:::<lambda\\([^)]*\\)>)?(?: const)?(?: \\[with [^\\]]*\\])? |\\S+ )?"
          + "(?:.{1,300}? was false\\. (?=\\S))?";

  /** Parts of ONNX Runtime's messages, in the order in which they are removed or reworded. */
  private static final Rule[] RULES = {
    rule("^Error code - \\w+ - message: (?:.*\\[ONNXRuntimeError\\] : \\d+ : \\w+ : )?", ""),
    rule("^Load model from .* failed:", ""),
    rule("^(?:Exception during initialization|Fatal error): ", ""),
    rule(
        "Non-zero status code returned while running (\\S+) node\\. Name:'([^']*)'"
            + " Status Message: ",
        "the operator $1 of node '$2' failed: "),
    rule(" of node ''", ""),
    rule(CPP_SITE, ""),
    rule(
        "The output OrtValue provided for output '(.*?)'(?: of node '[^']*')? \\(\\w+\\) has shape"
            + " (\\{.*?\\}) but the computed output shape for this run is (\\{.*?\\})\\..*",
        "the output '$1' has the shape $3 where the graph and the number of samples ask for $2:"
            + " its first dimension does not count the samples, or its size depends on the inputs;"
            + " export the model with an output whose first dimension is that of its inputs"),
    rule(
        "Batchwise recurrent operations \\(layout == 1\\) are not supported",
        "ONNX Runtime has no RNN, GRU or LSTM with the attribute layout 1: export the model with"
            + " layout 0, and with a Transpose where the batch has to come first"),
    rule(
        "^Invalid ONNXType found\\.",
        "it takes or gives an optional value: export it with tensors"),
    rule(
        "Got invalid dimensions for (input|output): (.*?) for the following indices",
        "wrong dimensions for the $1 '$2':"),
    rule(
        "(?<=[:\\d]) index: (\\d+) Got: (\\d+) Expected: (\\d+)",
        " dimension $1 is $2, expected $3;"),
    rule(
        "Could not find an implementation for (\\w+)\\((\\d+)\\) node with name '([^']*)'",
        "ONNX Runtime has no implementation of version $2 of the operator $1 for the element types"
            + " of the node '$3': export the model with float32 or with a newer opset"),
    rule(" of the node ''", " in this model"),
    rule(
        "(\\S+)\\(-?\\d+\\) is not a registered function/op",
        "ONNX Runtime does not have the operator $1: export the model without it"),
    rule(" Please fix either the inputs/outputs or the model\\.", ""),
    rule(" If you need support create a github issue with justification\\.", ""),
    rule("[.;\\s]+$", ""),
  };

  private Messages() {}

  private record Rule(Pattern pattern, String replacement) {}

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }

  /**
   * An exception's whole reason as one paragraph: without ONNX Runtime's codes, C++ signatures and
   * stack traces.
   */
  static String reason(Throwable e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getClass().getSimpleName();
    }
    String reason =
        message
            .lines()
            .map(String::strip)
            .takeWhile(line -> !line.startsWith("at ") && !line.startsWith("Stacktrace"))
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining(" "));
    for (Rule rule : RULES) {
      Matcher matcher = rule.pattern.matcher(reason);
      reason = matcher.replaceAll(rule.replacement);
    }
    return reason.isEmpty() ? e.getClass().getSimpleName() : reason;
  }
}
