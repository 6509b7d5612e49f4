"""Golden values for core/theory (kernels of wide networks, spectra, Bayes floors, sensitivities) from NumPy, written
independently of the TypeScript: kernels in 60-digit arithmetic, eigenvalues and Bayes errors by other formulas.
Run in the project folder: python scripts/golden-theory.py > tests/fixtures/theory/golden-theory.json
Made with Python 3.11, numpy 2.4.6, mpmath 1.3.0; "npx biome check --write" breaks its lines. Takes about a minute."""
import json

import mpmath
import numpy as np

mpmath.mp.dps = 60
random = np.random.default_rng(20201)
WIDE = np.longdouble


def rounded(a):
    return [float(v) for v in np.float32(a).ravel()]


def limit_kernels(x, z, depth, weight, bias):
    """NNGP kernel and NTK between rows, in 60-digit arithmetic; recursion of Jacot et al. with the arc-cosine forms."""
    weight, bias = mpmath.mpf(weight), mpmath.mpf(bias)
    nngp, ntk = np.zeros((len(x), len(z))), np.zeros((len(x), len(z)))
    for i, u in enumerate(x):
        for j, v in enumerate(z):
            mean = lambda r, s: mpmath.fsum(mpmath.mpf(float(a)) * mpmath.mpf(float(b)) for a, b in zip(r, s)) / len(r)
            a, b, sigma = weight * mean(u, u) + bias, weight * mean(v, v) + bias, weight * mean(u, v) + bias
            theta = sigma
            for _ in range(depth):
                scale = mpmath.sqrt(a * b)
                lam = max(-1, min(1, sigma / scale))
                angle = mpmath.acos(lam)
                step = weight * (mpmath.pi - angle) / (2 * mpmath.pi)
                sigma = weight * scale * (mpmath.sin(angle) + (mpmath.pi - angle) * lam) / (2 * mpmath.pi) + bias
                theta = theta * step + sigma
                a, b = weight * a / 2 + bias, weight * b / 2 + bias
            nngp[i, j], ntk[i, j] = float(sigma), float(theta)
    return nngp, ntk


def sphere_kernel(cosines, depth, weight, bias):
    """NTK of inputs with |x|^2 = D as a function of the cosine, in 80-bit arithmetic."""
    lam = WIDE(cosines)
    pi = WIDE("3.14159265358979323846264338327950288")
    variance, sigma = weight + bias, weight * lam + bias
    theta = sigma.copy()
    for _ in range(depth):
        lam = np.clip(sigma / variance, -1, 1)
        angle = np.arccos(lam)
        step = weight * (pi - angle) / (2 * pi)
        sigma = weight * variance * (np.sin(angle) + (pi - angle) * lam) / (2 * pi) + bias
        theta = theta * step + sigma
        variance = weight * variance / 2 + bias
    return np.float64(theta)


def kernel_cases():
    x = np.float32(random.normal(size=(9, 4))).astype(float)
    z = np.float32(random.normal(size=(6, 4))).astype(float)
    z[0], z[1], z[2] = x[0], -2 * x[1], np.float32(x[2] * 1.0005)
    cases = []
    for depth, weight, bias in ((0, 2.0, 0.1), (1, 2.0, 0.0), (1, 1.0, 0.01), (3, 1.7, 0.3), (7, 2.0, 0.0), (12, 2.0, 0.05)):
        nngp, ntk = limit_kernels(x, z, depth, weight, bias)
        cases.append({"depth": depth, "weightVariance": weight, "biasVariance": bias, "nngp": nngp.ravel().tolist(), "ntk": ntk.ravel().tolist()})
    return {"inputs": rounded(x), "others": rounded(z), "cases": cases}


def regression_cases():
    x = np.float32(random.normal(size=(40, 5))).astype(float)
    z = np.float32(random.normal(size=(10, 5))).astype(float)
    y = np.where(x[:, 0] * x[:, 1] + 0.3 * x[:, 2] > 0, 1.0, -1.0)
    cases = []
    for name, depth, bias, ridge in (("ntk", 1, 0.1, 1e-3), ("ntk", 3, 0.0, 1e-6), ("nngp", 2, 0.2, 1e-3)):
        pick = 0 if name == "nngp" else 1
        k = limit_kernels(x, x, depth, 2, bias)[pick]
        cross = limit_kernels(z, x, depth, 2, bias)[pick]
        values = cross @ np.linalg.solve(k + ridge * np.trace(k) / len(x) * np.eye(len(x)), y)
        eigenvalues = np.linalg.eigvalsh(k / len(x))[::-1]
        cases.append({"kernel": name, "depth": depth, "biasVariance": bias, "ridge": ridge, "values": values.tolist(), "eigenvalues": eigenvalues.tolist()})
    return {"inputs": rounded(x), "labels": y.tolist(), "others": rounded(z), "cases": cases}


def sphere_cases():
    """Eigenvalues on the sphere by Monte-Carlo-free integration: the trapezoidal rule in t with 2^20 panels."""
    cases = []
    t = np.linspace(0, np.pi, 2**20 + 1)
    c = np.cos(t)
    for depth, dimension, bias in ((1, 3, 0.0), (3, 5, 0.0), (2, 4, 0.3)):
        kernel = sphere_kernel(c, depth, WIDE(2), WIDE(bias))
        measure = np.sin(t) ** (dimension - 2)
        before, legendre = np.zeros_like(c), np.ones_like(c)
        values = []
        for k in range(9):
            values.append(float(np.trapezoid(kernel * legendre * measure, t) / np.trapezoid(measure, t)))
            following = c if k == 0 else ((2 * k + dimension - 2) * c * legendre - k * before) / (k + dimension - 2)
            before, legendre = legendre, following
        cases.append({"depth": depth, "inputDimension": dimension, "biasVariance": bias, "ntk": values})
    return cases


def floor_cases():
    """Bayes errors of two temperatures from 4 million chains drawn exactly, with standard errors."""
    cases = []
    for low, high, dimension in ((0.0, 0.3, 12), (0.0, 0.3, 20), (-0.2, 0.2, 24), (0.1, 0.2, 50)):
        wave = np.cos(2 * np.pi * np.arange(dimension) / dimension)
        wrong = total = 0
        for beta in (low, high):
            for _ in range(20):
                z = random.normal(size=(100_000, dimension))
                energy = (wave / (1 - 2 * beta * wave) * z * z).sum(1)
                odds = (high - low) * energy + 0.5 * np.log((1 - 2 * high * wave) / (1 - 2 * low * wave)).sum()
                wrong += int(((odds >= 0) != (beta == high)).sum())
                total += len(z)
        error = wrong / total
        cases.append({"betaLow": low, "betaHigh": high, "inputDimension": dimension, "error": error, "standardError": (error * (1 - error) / total) ** 0.5})
    return cases


def sensitivity_cases():
    """P(sign of the k-global sum changes when one input is drawn anew), counted, averaged over all inputs."""
    cases = []
    for k, dimension in ((1, 20), (2, 20), (2, 40), (3, 20), (3, 40), (4, 24)):
        shares = []
        for _ in range(40):
            x = random.normal(size=(20_000, dimension))
            products = np.prod([np.roll(x, -j, axis=1) for j in range(k)], axis=0)
            total = products.sum(1)
            flips = 0
            for place in range(0, dimension, dimension // 4):
                y = x.copy()
                y[:, place] = random.normal(size=len(y))
                other = np.prod([np.roll(y, -j, axis=1) for j in range(k)], axis=0).sum(1)
                flips += ((other >= 0) != (total >= 0)).mean() / 4
            shares.append(flips)
        cases.append({"order": k, "inputDimension": dimension, "value": float(np.mean(shares)), "standardError": float(np.std(shares, ddof=1) / len(shares) ** 0.5)})
    return cases


print(json.dumps({
    "kernels": kernel_cases(),
    "regression": regression_cases(),
    "sphere": sphere_cases(),
    "floors": floor_cases(),
    "sensitivities": sensitivity_cases(),
}, indent=1))
