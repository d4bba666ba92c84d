package dev.wgan.train;

/** Sums over the iterations since the last row of the metrics. */
record RowSums(
    long criticIterations,
    long generatorIterations,
    double criticLoss,
    double generatorLoss,
    double wasserstein,
    double term,
    double gradientNorm) {
  static RowSums none() {
    return new RowSums(0, 0, 0, 0, 0, 0, 0);
  }

  RowSums plus(CriticTerms terms) {
    return new RowSums(
        criticIterations + 1,
        generatorIterations,
        criticLoss + terms.loss(),
        generatorLoss,
        wasserstein + terms.estimate(),
        term + terms.term(),
        gradientNorm + terms.gradientNorm());
  }

  RowSums plus(double loss) {
    return new RowSums(
        criticIterations,
        generatorIterations + 1,
        criticLoss,
        generatorLoss + loss,
        wasserstein,
        term,
        gradientNorm);
  }
}
