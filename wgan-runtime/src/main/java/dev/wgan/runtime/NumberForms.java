package dev.wgan.runtime;

import static dev.wgan.runtime.ElementForms.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rules of {@link FormRules} for operators that sizes are computed with. */
final class NumberForms {
  private NumberForms() {}

  /** The forms of the first outputs, or null for an operator of other rules. */
  static @Nullable List<ValueForm> of(FormNode node) {
    return switch (node.node().operator()) {
      case "Cast" -> List.of(cast(node));
      case "Abs" -> List.of(mapped(node, Math::abs));
      case "Neg" -> List.of(mapped(node, value -> -value));
      case "Floor" -> List.of(mapped(node, Math::floor));
      case "Ceil" -> List.of(mapped(node, Math::ceil));
      case "Round" -> List.of(mapped(node, Math::rint));
      case "Sqrt" -> List.of(mapped(node, Math::sqrt));
      case "Not" -> List.of(mapped(node, value -> value == 0 ? 1 : 0));
      case "Add", "Sum" -> List.of(computed(node, Double::sum));
      case "Sub" -> List.of(computed(node, (a, b) -> a - b));
      case "Mul" -> List.of(computed(node, (a, b) -> a * b));
      case "Max" -> List.of(computed(node, Math::max));
      case "Min" -> List.of(computed(node, Math::min));
      case "Div" -> List.of(divided(node));
      case "Mod" -> List.of(remainder(node));
      case "Equal" -> List.of(compared(node, (a, b) -> a == b ? 1 : 0));
      case "Less" -> List.of(compared(node, (a, b) -> a < b ? 1 : 0));
      case "LessOrEqual" -> List.of(compared(node, (a, b) -> a <= b ? 1 : 0));
      case "Greater" -> List.of(compared(node, (a, b) -> a > b ? 1 : 0));
      case "GreaterOrEqual" -> List.of(compared(node, (a, b) -> a >= b ? 1 : 0));
      case "And" -> List.of(compared(node, (a, b) -> a != 0 && b != 0 ? 1 : 0));
      case "Or" -> List.of(compared(node, (a, b) -> a != 0 || b != 0 ? 1 : 0));
      case "Where" -> List.of(where(node));
      default -> null;
    };
  }

  private static ValueForm mapped(FormNode node, DoubleUnaryOperator function) {
    ValueForm first = node.input(0);
    List<Extent> numbers = first.numbers();
    return numbers == null
        ? first
        : first.withNumbers(
            numbers.stream().map(number -> rounded(number.map(function), first.type())).toList());
  }

  private static ValueForm compared(FormNode node, DoubleBinaryOperator function) {
    return computed(node, function).withType(StoredTensor.BOOL);
  }

  /** Numbers as their type holds them; other types than the usual ones are not followed. */
  private static Extent rounded(Extent number, int type) {
    return switch (type) {
      case StoredTensor.FLOAT -> number.map(value -> (float) value);
      case StoredTensor.INT32, StoredTensor.INT64, StoredTensor.DOUBLE, StoredTensor.BOOL -> number;
      default -> Extent.UNKNOWN;
    };
  }

  private static ValueForm cast(FormNode node) {
    int type = (int) node.integer("to", 0);
    ValueForm first = node.input(0).withType(type);
    List<Extent> numbers = first.numbers();
    if (numbers == null) {
      return first;
    }
    boolean whole = type == StoredTensor.INT32 || type == StoredTensor.INT64;
    boolean logical = type == StoredTensor.BOOL;
    return first.withNumbers(
        numbers.stream()
            .map(
                number ->
                    number.map(
                        value ->
                            logical ? (value == 0 ? 0 : 1) : whole ? (double) (long) value : value))
            .map(number -> rounded(number, type))
            .toList());
  }

  private static ValueForm computed(FormNode node, DoubleBinaryOperator function) {
    ValueForm all = broadcast(node);
    List<Extent> numbers = node.numbers(0);
    for (int i = 1; i < node.inputs().size(); i++) {
      numbers = numbers(all, numbers, node.numbers(i), function);
    }
    int type = node.input(0).type();
    return all.withNumbers(
        numbers == null ? null : numbers.stream().map(n -> rounded(n, type)).toList());
  }

  private static @Nullable List<Extent> numbers(
      ValueForm all,
      @Nullable List<Extent> a,
      @Nullable List<Extent> b,
      DoubleBinaryOperator function) {
    if (a == null || b == null || !all.elements().is(Math.max(a.size(), b.size()))) {
      return null;
    }
    if (a.size() != b.size() && a.size() != 1 && b.size() != 1) {
      return null;
    }
    List<Extent> numbers = new ArrayList<>();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      numbers.add(a.get(a.size() == 1 ? 0 : i).with(b.get(b.size() == 1 ? 0 : i), function));
    }
    return numbers;
  }

  /** Whole numbers are rounded towards 0. */
  private static ValueForm divided(FormNode node) {
    boolean whole = StoredTensor.isWhole(node.input(0).type());
    return computed(node, (a, b) -> b == 0 ? Double.NaN : whole ? truncated(a / b) : a / b);
  }

  /** Quotients of numbers that {@link Extent} follows are exact enough. */
  private static double truncated(double quotient) {
    return quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
  }

  /** The remainder of whole numbers has the divisor's sign. */
  private static ValueForm remainder(FormNode node) {
    boolean whole = StoredTensor.isWhole(node.input(0).type());
    return whole && node.integer("fmod", 0) == 0
        ? computed(node, (a, b) -> b == 0 ? Double.NaN : (double) Math.floorMod((long) a, (long) b))
        : broadcast(node);
  }

  private static ValueForm where(FormNode node) {
    ValueForm all = broadcast(node).withType(node.input(1).type());
    List<Extent> choices = node.numbers(0);
    List<Extent> yes = node.numbers(1);
    List<Extent> no = node.numbers(2);
    if (choices == null || yes == null || no == null) {
      return all;
    }
    int count = Math.max(choices.size(), Math.max(yes.size(), no.size()));
    List<Extent> numbers = new ArrayList<>();
    for (List<Extent> part : List.of(choices, yes, no)) {
      if (part.size() != count && part.size() != 1) {
        return all;
      }
    }
    for (int i = 0; i < count; i++) {
      Extent choice = choices.get(choices.size() == 1 ? 0 : i);
      Extent one = yes.get(yes.size() == 1 ? 0 : i);
      Extent other = no.get(no.size() == 1 ? 0 : i);
      boolean agree = one.equals(other);
      numbers.add(
          agree
              ? one
              : choice.exact() ? (choice.is(0) ? other : one) : choice.worse(one.worse(other)));
    }
    return all.elements().is(count) ? all.withNumbers(numbers) : all;
  }
}
