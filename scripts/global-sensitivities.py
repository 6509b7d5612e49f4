"""How often the sign of a k-global sum changes when one of its D inputs is drawn anew, times sqrt(D), for
core/theory/sensitivity-profile.ts. Given the other inputs the sum is R + g x, so the answer is the mean of
2 F(R / g) (1 - F(R / g)), F the normal distribution function. "infinite" is the limit, (sqrt(2) / pi) E|g|.
Run in the project folder: python scripts/global-sensitivities.py > core/theory/global-sensitivities.json
Made with Python 3.11, numpy 2.4.6. Takes minutes; relative standard errors are printed to standard error."""
import json
import math
import sys

import numpy as np

random = np.random.default_rng(7)
SIZES = (8, 10, 12, 16, 20, 24, 30, 40, 60, 100)
erf = np.frompyfunc(math.erf, 1, 1)


def finite(k, dimension):
    means = []
    for _ in range(20):
        x = random.normal(size=(10_000, dimension))
        total = np.prod([np.roll(x, -j, axis=1) for j in range(k)], axis=0).sum(1)
        mean = 0
        for place in range(0, dimension, dimension // 4):
            slope = sum(
                np.prod([x[:, (place - back + j) % dimension] for j in range(k) if j != back], axis=0)
                for back in range(k)
            )
            ratio = (total - slope * x[:, place]) / slope
            share = (1 + erf(ratio / math.sqrt(2)).astype(float)) / 2
            mean += (2 * share * (1 - share)).mean() / len(range(0, dimension, dimension // 4))
        means.append(mean * math.sqrt(dimension))
    return means


def infinite(k):
    if k == 2:
        return [4 / math.pi / math.sqrt(2 * math.pi)]
    means = []
    for _ in range(20):
        x = random.normal(size=(500_000, 2 * k - 1))
        middle = k - 1
        slope = sum(np.prod([x[:, middle - back + j] for j in range(k) if j != back], axis=0) for back in range(k))
        means.append(math.sqrt(2) / math.pi * np.abs(slope).mean())
    return means


def summarised(name, means):
    error = np.std(means, ddof=1) / len(means) ** 0.5 / np.mean(means) if len(means) > 1 else 0
    print(f"{name}: {np.mean(means):.5f}, relative standard error {error:.1e}", file=sys.stderr)
    return round(float(np.mean(means)), 4)


print(json.dumps({
    str(k): {
        **{str(d): summarised(f"k={k} D={d}", finite(k, d)) for d in SIZES},
        "infinite": summarised(f"k={k} infinite", infinite(k)),
    }
    for k in (2, 3, 4, 5)
}, indent=2))
