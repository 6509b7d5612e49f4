"""Golden values for the second part of core/theory (least squares, Gaussian processes, double descent, jamming, effective
dimension, degrees of freedom, pruning) from NumPy, written independently of the TypeScript. What is random is drawn anew
here: such values come with standard errors, and tests compare within them.
Run in the project folder: OMP_NUM_THREADS=1 python scripts/golden-theory-2.py > tests/fixtures/theory2/golden-theory-2.json
It also writes core/theory/effective-dimension.json, the calibration that ships with the estimate.
Made with Python 3.11, numpy 2.4.6; "npx biome check --write" breaks its lines. Takes about two minutes."""
import itertools
import json
import math
import sys

import numpy as np

random = np.random.default_rng(20202)


def flat(a):
    return [float(v) for v in np.asarray(a).ravel()]


def least_squares_cases():
    """Minimum-norm solutions by SVD, and ridge solutions: tall, square, wide, and twice of deficient rank."""
    cases = []
    for rows, columns, rank in ((9, 4, 4), (5, 5, 5), (4, 9, 4), (8, 6, 3), (5, 9, 2), (6, 1, 1)):
        a = random.normal(size=(rows, rank)) @ random.normal(size=(rank, columns)) if rank < min(rows, columns) else random.normal(size=(rows, columns))
        b = random.normal(size=rows)
        shortest = np.linalg.pinv(a, rcond=1e-12) @ b
        ridge = 0.05
        ridged = np.linalg.solve(a.T @ a / rows + ridge * np.eye(columns), a.T @ b / rows)
        cases.append({"rows": rows, "columns": columns, "features": flat(a), "targets": flat(b), "shortest": flat(shortest), "ridge": ridge, "ridged": flat(ridged)})
    return cases


def process_cases():
    """Gaussian process with a Matern 5/2 kernel by explicit inverses, and expected improvement by quadrature."""
    x = np.array([-3.0, -2.2, -1.1, -0.3, 0.4])
    y = np.array([0.41, 0.33, 0.18, 0.21, 0.5])
    at = np.array([-2.7, -1.1, -0.7, 0.1, 2.0])
    cases = []
    for length, signal, noise in ((0.5, 0.12, 0.01), (2.0, 0.2, 0.05)):
        def kernel(a, b):
            r = np.sqrt(5) * np.abs(a[:, None] - b[None, :]) / length
            return signal**2 * (1 + r + r * r / 3) * np.exp(-r)
        k = kernel(x, x) + noise**2 * np.eye(5)
        centred = y - y.mean()
        inverse = np.linalg.inv(k)
        cross = kernel(at, x)
        means = y.mean() + cross @ inverse @ centred
        deviations = np.sqrt(signal**2 - np.einsum("ij,jk,ik->i", cross, inverse, cross))
        likelihood = -0.5 * centred @ inverse @ centred - 0.5 * np.linalg.slogdet(k)[1] - 2.5 * np.log(2 * np.pi)
        cases.append({"lengthScale": length, "signalDeviation": signal, "noiseDeviation": noise, "means": flat(means), "deviations": flat(deviations), "logLikelihood": float(likelihood)})
    improvements = []
    for mean, deviation, best in ((0.2, 0.1, 0.2), (0.3, 0.05, 0.2), (0.1, 0.02, 0.2), (0.5, 0.05, 0.2)):
        f = np.linspace(mean - 12 * deviation, best, 2_000_001) if best > mean - 12 * deviation else np.array([best, best])
        density = np.exp(-((f - mean) ** 2) / (2 * deviation**2)) / (deviation * np.sqrt(2 * np.pi))
        improvements.append({"mean": mean, "deviation": deviation, "best": best, "value": float(np.trapezoid((best - f) * density, f))})
    shares = [{"z": z, "share": 0.5 * math.erfc(-z / math.sqrt(2))} for z in (-6.0, -2.5, -1.0, -0.1, 0.0, 0.7, 1.959963984540054, 4.0)]
    return {"x": flat(x), "y": flat(y), "at": flat(at), "cases": cases, "improvements": improvements, "shares": shares}


def double_descent_cases():
    """Median test error of the minimum-norm fit of random ReLU features, with a standard error by order statistics."""
    cases = []
    for features, ridge in itertools.chain(((p, 0.0) for p in (20, 50, 80, 95, 100, 105, 120, 200, 400)), ((100, 0.01), (400, 0.01))):
        errors = []
        for _ in range(200):
            x, teacher = random.normal(size=(100, 20)), random.normal(size=20) / 20**0.5
            y = x @ teacher + 0.3 * random.normal(size=100)
            fresh, directions = random.normal(size=(1000, 20)), random.normal(size=(20, features)) / 20**0.5
            phi, phi_fresh = np.maximum(x @ directions, 0), np.maximum(fresh @ directions, 0)
            if ridge == 0:
                c = np.linalg.lstsq(phi, y, rcond=None)[0]
            else:
                c = np.linalg.solve(phi.T @ phi / 100 + ridge * np.eye(features), phi.T @ y / 100)
            errors.append(np.mean((phi_fresh @ c - fresh @ teacher) ** 2))
        errors = np.sort(errors)
        # Quantiles of single errors: the median of 20 others lies between the 20th and 80th with high probability.
        cases.append({"featureCount": features, "ridge": ridge, "median": float(np.median(errors)), "low": float(np.quantile(errors, 0.2)), "high": float(np.quantile(errors, 0.8))})
    return cases


def orthogonal(rows, columns):
    a = random.normal(size=(max(rows, columns), min(rows, columns)))
    q, r = np.linalg.qr(a)
    q = q * np.sign(np.diag(r))
    return q if rows >= columns else q.T


def jam(size, depth, samples, steps, rate, replicas):
    """Unsatisfied constraints after full-batch Adam on the quadratic hinge loss; replicas trained side by side."""
    x = random.normal(size=(replicas, samples, size))
    x *= np.sqrt(size) / np.linalg.norm(x, axis=2, keepdims=True)
    y = np.where(np.arange(samples) % 2 == 0, 1.0, -1.0)[None, :, None]
    weights = [np.stack([orthogonal(size if l < depth else 1, size).T for _ in range(replicas)]) for l in range(depth + 1)]
    biases = [np.zeros((replicas, 1, w.shape[2])) for w in weights]
    state = [[np.zeros_like(p), np.zeros_like(p)] for p in weights + biases]
    for step in range(steps + 1):
        values = [x]
        for w, b in zip(weights, biases):
            a = values[-1] @ w + b
            values.append(np.maximum(a, 0))
        gap = np.maximum(0, 1 - y * a)
        if step == steps:
            return [int(v) for v in (gap > 1e-10).sum((1, 2))]
        eta = rate * (1 if step < steps / 2 else 0.1 if step < 0.75 * steps else 0.01)
        slope = -y * gap / samples
        gradients_w, gradients_b = [], []
        for l in range(depth, -1, -1):
            gradients_w.insert(0, values[l].transpose(0, 2, 1) @ slope)
            gradients_b.insert(0, slope.sum(1, keepdims=True))
            slope = (slope @ weights[l].transpose(0, 2, 1)) * (values[l] > 0)
        for p, g, s in zip(weights + biases, gradients_w + gradients_b, state):
            s[0] = 0.9 * s[0] + 0.1 * g
            s[1] = 0.999 * s[1] + 0.001 * g * g
            p -= eta * (s[0] / (1 - 0.9 ** (step + 1))) / (np.sqrt(s[1] / (1 - 0.999 ** (step + 1))) + 1e-8)


def jamming_cases():
    cases = []
    size, depth, steps, rate = 5, 3, 2000, 0.01
    parameters = size * size + (depth - 1) * size * size + size
    for samples in (48, 200):
        counts = jam(size, depth, samples, steps, rate, 40)
        shares = np.array(counts) / parameters
        cases.append({"inputDimension": size, "width": size, "depth": depth, "stepBudget": steps, "learningRate": rate, "sampleCount": samples, "satisfied": int((shares == 0).sum()), "replicas": len(counts), "mean": float(shares.mean()), "deviation": float(shares.std(ddof=1)), "least": float(shares.min())})
    return cases


def nearest_mean(points):
    squares = (points * points).sum(1)
    distances = squares[:, None] + squares[None, :] - 2 * points @ points.T
    np.fill_diagonal(distances, np.inf)
    return np.sqrt(np.maximum(distances.min(1), 0)).mean()


def dimension_cases():
    """Estimated dimension of spheres from nearest neighbours among 250 to 4,000 points; means of all disjoint pieces."""
    sizes = (250, 500, 1000, 2000, 4000)
    cases = []
    for dimension in (1, 2, 3, 5, 7, 10, 15, 20, 25, 35, 50, 70):
        estimates = []
        for _ in range(4):
            x = random.normal(size=(sizes[-1], dimension + 1))
            x /= np.linalg.norm(x, axis=1, keepdims=True)
            means = [np.mean([nearest_mean(x[start : start + n]) for start in range(0, sizes[-1], n)]) for n in sizes]
            estimates.append(-1 / np.polyfit(np.log(sizes), np.log(means), 1)[0])
        cases.append({"dimension": dimension, "estimate": round(float(np.mean(estimates)), 4), "standardError": round(float(np.std(estimates, ddof=1) / 2), 4)})
    how = "scripts/golden-theory-2.py: points uniform on spheres, 4 draws per dimension, slope through all sizes"
    return {"howMade": how, "sizes": list(sizes), "cases": cases}


def layer_cases():
    """Degrees of freedom and greedy selection by the trace criterion, with explicit inverses at each step."""
    rows, inputs, width, outputs = 60, 5, 9, 4
    x = random.normal(size=(rows, inputs))
    phi = np.maximum(x @ random.normal(size=(inputs, width)) + 0.3 * random.normal(size=width), 0)
    following, biases = random.normal(size=(width, outputs)), random.normal(size=outputs)
    sigma = phi.T @ phi / rows
    eigenvalues = np.linalg.eigvalsh(sigma)[::-1]
    freedom = [{"ridge": r, "value": float(np.trace(sigma @ np.linalg.inv(sigma + r * np.eye(width))))} for r in (1e-3, 0.1, 1.0)]
    kept, shares = [], []
    while len(kept) < width:
        def captured(units):
            block = sigma[np.ix_(units, units)]
            return np.trace(sigma[:, units] @ np.linalg.inv(block) @ sigma[units, :]) / np.trace(sigma)
        best = max((u for u in range(width) if u not in kept), key=lambda u: captured(kept + [u]))
        kept.append(best)
        shares.append(float(captured(kept)))
    some = sorted(kept[:4])
    design = np.hstack([phi[:, some], np.ones((rows, 1))])
    solution = np.linalg.lstsq(design, phi @ following + biases, rcond=None)[0]
    return {"rows": rows, "width": width, "outputs": outputs, "values": flat(phi), "nextWeights": flat(following), "nextBiases": flat(biases), "covariance": flat(sigma), "eigenvalues": flat(eigenvalues), "degreesOfFreedom": freedom, "order": [int(u) for u in kept], "shares": shares, "kept": [int(u) for u in some], "keptWeights": flat(solution[:-1]), "keptBiases": flat(solution[-1])}


sections = {
    "leastSquares": least_squares_cases,
    "processes": process_cases,
    "layers": layer_cases,
    "jamming": jamming_cases,
    "doubleDescent": double_descent_cases,
}
golden = {}
for name, make in sections.items():
    golden[name] = make()
    print(name, file=sys.stderr)
print(json.dumps(golden, indent=1))
with open("core/theory/effective-dimension.json", "w") as file:
    json.dump(dimension_cases(), file, indent=2)
