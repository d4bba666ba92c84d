package dev.wgan.noise;

/**
 * The inverse of the standard normal distribution function, identical to the bit on every machine.
 *
 * <p>Thread-safe: there is no state.
 *
 * <p>Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
 * Statistics 37 (1988), routine PPND16, relative accuracy about 1e-16. The logarithm of the tails
 * is {@link #log}, so that nothing but IEEE-exact {@code + - * /}, {@code sqrt} and exponent bits
 * is used, in the order written here, without fused operations.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the coefficients as the paper prints them
public final class NormalQuantile {
  /** AS 241 uses its central polynomial where {@code |p - 0.5|} is at most this. */
  static final double CENTRAL = 0.425;

  private static final double LN_2 = 0.6931471805599453;

  /** The bits of the least double above sqrt(1/2). */
  private static final long JUST_ABOVE_SQRT_HALF = 0x3FE6_A09E_667F_3BCEL;

  private NormalQuantile() {}

  /**
   * Returns the value that a standard normal variable stays below with probability {@code p}.
   *
   * @param p a probability, 0 &lt; p &lt; 1, at least {@link Double#MIN_NORMAL}
   * @return the quantile
   * @throws IllegalArgumentException if p is outside that range or NaN
   */
  public static double of(double p) {
    if (!(p >= Double.MIN_NORMAL && p < 1)) {
      throw new IllegalArgumentException(
          "a probability of " + p + " has no normal quantile: expected 0 < p < 1");
    }
    double q = p - 0.5;
    return Math.abs(q) <= CENTRAL ? central(q) : tail(q, q < 0 ? p : 1 - p);
  }

  /** AS 241 for {@code |q| <= 0.425}, where q = p - 0.5. */
  static double central(double q) {
    double r = 0.180625 - q * q;
    return q
        * (((((((2.5090809287301226727e+3 * r + 3.3430575583588128105e+4) * r
                                                    + 6.7265770927008700853e+4)
                                                * r
                                            + 4.5921953931549871457e+4)
                                        * r
                                    + 1.3731693765509461125e+4)
                                * r
                            + 1.9715909503065514427e+3)
                        * r
                    + 1.3314166789178437745e+2)
                * r
            + 3.3871328727963666080e0)
        / (((((((5.2264952788528545610e+3 * r + 2.8729085735721942674e+4) * r
                                                    + 3.9307895800092710610e+4)
                                                * r
                                            + 2.1213794301586595867e+4)
                                        * r
                                    + 5.3941960214247511077e+3)
                                * r
                            + 6.8718700749205790830e+2)
                        * r
                    + 4.2313330701600911252e+1)
                * r
            + 1.0);
  }

  /** AS 241 for {@code |q| > 0.425}, where {@code nearer} is the smaller of p and 1 - p. */
  static double tail(double q, double nearer) {
    double r = Math.sqrt(-log(nearer));
    double magnitude = r <= 5 ? intermediate(r - 1.6) : far(r - 5);
    return Math.copySign(magnitude, q);
  }

  private static double intermediate(double r) {
    return (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r
                                                    + 2.41780725177450611770e-1)
                                                * r
                                            + 1.27045825245236838258e0)
                                        * r
                                    + 3.64784832476320460504e0)
                                * r
                            + 5.76949722146069140550e0)
                        * r
                    + 4.63033784615654529590e0)
                * r
            + 1.42343711074968357734e0)
        / (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r
                                                    + 1.51986665636164571966e-2)
                                                * r
                                            + 1.48103976427480074590e-1)
                                        * r
                                    + 6.89767334985100004550e-1)
                                * r
                            + 1.67638483018380384940e0)
                        * r
                    + 2.05319162663775882187e0)
                * r
            + 1.0);
  }

  private static double far(double r) {
    return (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
                                                    + 1.24266094738807843860e-3)
                                                * r
                                            + 2.65321895265761230930e-2)
                                        * r
                                    + 2.96560571828504891230e-1)
                                * r
                            + 1.78482653991729133580e0)
                        * r
                    + 5.46378491116411436990e0)
                * r
            + 6.65790464350110377720e0)
        / (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
                                                    + 1.84631831751005468180e-5)
                                                * r
                                            + 7.86869131145613259100e-4)
                                        * r
                                    + 1.48753612908506148525e-2)
                                * r
                            + 1.36929880922735805310e-1)
                        * r
                    + 5.99832206555887937690e-1)
                * r
            + 1.0);
  }

  /**
   * The natural logarithm of a positive normal double: with x = m * 2^e, sqrt(1/2) &lt; m &lt;=
   * sqrt(2), s = (m - 1) / (m + 1) and z = s * s, it is {@code e ln 2 + 2 s (1 + z/3 + z^2/5 + ...
   * + z^10/21)}, the sum taken from its last term by Horner's rule.
   */
  static double log(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long exponent = (bits - JUST_ABOVE_SQRT_HALF) >> 52;
    double m = Double.longBitsToDouble(bits - (exponent << 52));
    double s = (m - 1) / (m + 1);
    double z = s * s;
    double sum =
        (((((((((z / 21 + 1.0 / 19) * z + 1.0 / 17) * z + 1.0 / 15) * z + 1.0 / 13) * z + 1.0 / 11)
                                                * z
                                            + 1.0 / 9)
                                        * z
                                    + 1.0 / 7)
                                * z
                            + 1.0 / 5)
                        * z
                    + 1.0 / 3)
                * z
            + 1;
    return exponent * LN_2 + 2 * s * sum;
  }
}
