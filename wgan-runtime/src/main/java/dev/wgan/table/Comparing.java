package dev.wgan.table;

import java.util.Arrays;

/** The operators that compare a column's cells with values. */
enum Comparing {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),
  IN("in"),
  NOT_IN("not in"),
  MISSING("is missing"),
  PRESENT("is not missing");

  private final String text;

  Comparing(String text) {
    this.text = text;
  }

  /** Returns the operator as conditions write it. */
  String text() {
    return text;
  }

  /** Returns whether the operator needs values that have an order. */
  boolean orders() {
    return switch (this) {
      case LESS, AT_MOST, MORE, AT_LEAST -> true;
      case EQUAL, NOT_EQUAL, IN, NOT_IN, MISSING, PRESENT -> false;
    };
  }

  /** Returns the operator of a sign. */
  static Comparing ofSign(String sign) {
    return switch (sign) {
      case "==" -> EQUAL;
      case "<>" -> NOT_EQUAL;
      default ->
          Arrays.stream(values())
              .filter(operator -> operator.text.equals(sign))
              .findFirst()
              .orElseThrow(
                  () ->
                      new SchemaException(
                          "'%s' is not an operator: expected one of = != < <= > >="
                              .formatted(ColumnSettings.shown(sign))));
    };
  }
}
