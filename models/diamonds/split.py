#!/usr/bin/env python3
"""Splits a table, such as diamonds of R's package ggplot2: split.py DIAMONDS.csv TRAIN.csv TEST.csv [ROWS]

The first ROWS rows of a fixed permutation (40,000 unless given) are for training, the others for testing. R writes the
input with write.csv(ggplot2::diamonds, "diamonds.csv", row.names = FALSE). Needs numpy.
"""
import csv
import sys

import numpy as np

source, train, test = sys.argv[1:4]
rows_to_train = int(sys.argv[4]) if len(sys.argv) > 4 else 40000
with open(source, newline="") as file:
    head, *rows = csv.reader(file)
order = np.random.RandomState(7).permutation(len(rows))
for path, part in ((train, order[:rows_to_train]), (test, order[rows_to_train:])):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows[i] for i in part)
