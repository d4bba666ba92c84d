package dev.wgan.train.critic;

/** Checks of a constraint's numbers. */
final class Checks {
  private Checks() {}

  static void positive(String what, double value) {
    above(what, value, 0);
  }

  static void above(String what, double value, double bound) {
    if (!(value > bound && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s is %s: expected a number above %s".formatted(what, value, bound));
    }
  }

  static void notNegative(String what, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s is %s: expected a number of 0 or more".formatted(what, value));
    }
  }
}
