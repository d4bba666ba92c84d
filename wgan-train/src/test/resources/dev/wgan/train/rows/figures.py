"""Writes figures.json: the similarity of OTHER.csv to REAL.csv, computed with numpy from the definitions of
SDMetrics 0.29 (KSComplement, TVComplement, CorrelationSimilarity, ContingencySimilarity), and with shared deciles.
usage: python3 figures.py   (in this folder; needs numpy)"""
import csv, json
import numpy as np
from collections import Counter

MISSING = ("", "NA")

def load(name):
    header, *rows = list(csv.reader(open(name, newline="")))
    return header, [list(column) for column in zip(*rows)]

def number(column):
    return np.array([float(x) if x not in MISSING else np.nan for x in column])

def measured(column):
    values = [x for x in column if x not in MISSING]
    try:
        [float(x) for x in values]
    except ValueError:
        return False
    return len(set(values)) > 8

def ks_complement(a, b):
    a, b = np.sort(a[~np.isnan(a)]), np.sort(b[~np.isnan(b)])
    at = np.concatenate([a, b])
    return 1 - np.max(np.abs(np.searchsorted(a, at, "right") / len(a) - np.searchsorted(b, at, "right") / len(b)))

def overlap(a, b):
    a, b = Counter(a), Counter(b)
    n, m = sum(a.values()), sum(b.values())
    return 1 - sum(abs(a[k] / n - b[k] / m) for k in set(a) | set(b)) / 2

def tv_complement(a, b):
    return overlap([x for x in a if x not in MISSING], [x for x in b if x not in MISSING])

def correlation(x, y):
    known = ~(np.isnan(x) | np.isnan(y))
    return np.corrcoef(x[known], y[known])[0, 1]

def equal_width(x):
    return np.digitize(x, np.histogram_bin_edges(x[~np.isnan(x)])).tolist()

def deciles(x, real):
    edges = np.unique(np.quantile(real[~np.isnan(real)], np.linspace(0, 1, 11)[1:-1]))
    return [-1 if np.isnan(v) else int(np.searchsorted(edges, v, side="right")) for v in x]

def figures(name):
    header, real = load(name + ".real.csv")
    _, other = load(name + ".other.csv")
    kinds = [measured(column) for column in real]
    shapes, standard, shared, all_deciles = {}, [], [], []
    binned = lambda j, t: deciles(number(t[j]), number(real[j])) if kinds[j] else ["" if x in MISSING else x for x in t[j]]
    wide = lambda j, t: equal_width(number(t[j])) if kinds[j] else ["" if x in MISSING else x for x in t[j]]
    for i in range(len(header)):
        shapes[header[i]] = ks_complement(number(real[i]), number(other[i])) if kinds[i] else tv_complement(real[i], other[i])
        for j in range(i):
            d = overlap(zip(binned(i, real), binned(j, real)), zip(binned(i, other), binned(j, other)))
            all_deciles.append(d)
            if kinds[i] and kinds[j]:
                c = 1 - abs(correlation(number(real[i]), number(real[j])) - correlation(number(other[i]), number(other[j]))) / 2
                standard.append(c)
                shared.append(c)
            else:
                standard.append(d if not kinds[i] and not kinds[j] else overlap(zip(wide(i, real), wide(j, real)), zip(wide(i, other), wide(j, other))))
                shared.append(d)
    mean = lambda values: round(float(np.mean(list(values))), 6)
    return {"shapes": mean(shapes.values()), "trends": mean(standard), "shared": mean(shared), "deciles": mean(all_deciles),
            "columns": {k: round(float(v), 6) for k, v in shapes.items()}}

json.dump({name: figures(name) for name in ("credit", "diamonds")}, open("figures.json", "w"), indent=1)
