#!/usr/bin/env python3
"""Splits the table diamonds of R's package ggplot2: split.py DIAMONDS.csv TRAIN.csv TEST.csv

The first 40,000 rows of a fixed permutation are for training, the other 13,940 for testing. The input is written by
R with write.csv(ggplot2::diamonds, "diamonds.csv", row.names = FALSE). Needs numpy.
"""
import csv
import sys

import numpy as np

source, train, test = sys.argv[1:4]
with open(source, newline="") as file:
    head, *rows = csv.reader(file)
order = np.random.RandomState(7).permutation(len(rows))
for path, part in ((train, order[:40000]), (test, order[40000:])):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows[i] for i in part)
