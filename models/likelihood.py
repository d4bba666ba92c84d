#!/usr/bin/env python3
"""The likelihood figures of CTGAN's paper (Xu et al. 2019, table 2) for generators of tables.

likelihood.py make grid|ring SEED ROWS OUT.csv      writes rows of a mixture of normal distributions
likelihood.py score grid|ring ROWS.csv NEW.csv      prints the mean log density of ROWS under the true mixture, and that
                                                    of NEW under a mixture fitted to ROWS, begun at the true one
Needs numpy.
"""
import csv
import sys

import numpy as np

VARIANCE = 0.05


def centres(toy):
    if toy == "grid":
        return np.array([(x, y) for x in range(-4, 5, 2) for y in range(-4, 5, 2)], float)
    angles = np.arange(8) * np.pi / 4
    return np.stack([np.cos(angles), np.sin(angles)], 1)


def drawn(toy, seed, rows):
    random, c = np.random.RandomState(seed), centres(toy)
    return c[random.randint(len(c), size=rows)] + np.sqrt(VARIANCE) * random.randn(rows, 2)


def log_density(x, shares, means, variances):
    """The log density of each row, and of each row in each component."""
    each = np.log(shares) - ((x[:, None] - means) ** 2 / variances + np.log(2 * np.pi * variances)).sum(2) / 2
    top = each.max(1)
    return top + np.log(np.exp(each - top[:, None]).sum(1)), each


def fitted(toy, x):
    means = centres(toy)
    variances, shares = np.full_like(means, VARIANCE), np.full(len(means), 1 / len(means))
    for _ in range(300):
        total, each = log_density(x, shares, means, variances)
        weights = np.exp(each - total[:, None])
        sums = weights.sum(0) + 1e-9
        shares, means = sums / sums.sum(), weights.T @ x / sums[:, None]
        variances = weights.T @ (x * x) / sums[:, None] - means * means + 1e-6
    return shares, means, variances


def read(file):
    with open(file, newline="") as rows:
        return np.array(list(csv.reader(rows))[1:], float)


command, toy = sys.argv[1:3]
if command == "make":
    with open(sys.argv[5], "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["x", "y"])
        writer.writerows(["%.6f" % value for value in row] for row in drawn(toy, int(sys.argv[3]), int(sys.argv[4])))
else:
    rows, new, c = read(sys.argv[3]), read(sys.argv[4]), centres(toy)
    true = log_density(rows, np.full(len(c), 1 / len(c)), c, np.full_like(c, VARIANCE))[0].mean()
    print("%s: %.3f %.3f" % (toy, true, log_density(new, *fitted(toy, rows))[0].mean()))
