import { describe, expect, it } from "vitest";
import { heNetwork, type LimitKernel } from "@/core/theory/ntk-kernel";
import {
  gramEigenvalues,
  harmonicCount,
  powerLawExponent,
  sphereEigenvalues,
} from "@/core/theory/ntk-spectrum";
import golden from "@/tests/fixtures/theory/golden-theory.json";

const points = (eigenvalues: readonly { degree: number; eigenvalue: number }[], lowest: number) =>
  eigenvalues
    .filter(({ degree }) => degree >= lowest && degree % 2 === 0)
    .map(({ degree, eigenvalue }) => ({ x: degree, y: eigenvalue }));

describe("sphereEigenvalues", () => {
  it("are the Fourier coefficients of the kernel on a circle, in closed form", () => {
    const { PI } = Math;
    // Theta = (2 sin t + 4 (pi - t) cos t) / pi; the integrals over 0 .. pi of its terms times cos kt, over pi.
    const closedForm = (k: number) => {
      if (k === 1) return PI ** 2 / PI ** 2;
      if (k % 2 === 1) return 0;
      return (4 / (1 - k * k) + 4 * (1 / (k - 1) ** 2 + 1 / (k + 1) ** 2)) / PI ** 2;
    };
    const eigenvalues = sphereEigenvalues("ntk", heNetwork(1), { inputDimension: 2, highestDegree: 30 });

    for (const { degree, eigenvalue, multiplicity } of eigenvalues) {
      expect(Math.abs(eigenvalue - closedForm(degree))).toBeLessThan(1e-14);
      expect(multiplicity).toBe(degree === 0 ? 1 : 2);
    }
  });

  it.each(golden.sphere)(
    "agree with NumPy's trapezoidal rule: depth $depth, dimension $inputDimension",
    ({ depth, inputDimension, biasVariance, ntk }) => {
      const network = { ...heNetwork(depth), biasVariance };
      const eigenvalues = sphereEigenvalues("ntk", network, { inputDimension, highestDegree: 8 });

      for (const [degree, value] of ntk.entries()) {
        expect(Math.abs((eigenvalues[degree]?.eigenvalue ?? Number.NaN) - value)).toBeLessThan(1e-9);
      }
    },
  );

  it.each([3, 5, 10])(
    "of one hidden layer without biases vanish for odd degrees from 3 on, in %d dimensions",
    (inputDimension) => {
      const eigenvalues = sphereEigenvalues("ntk", heNetwork(1), { inputDimension, highestDegree: 21 });
      const biased = sphereEigenvalues(
        "ntk",
        { ...heNetwork(1), biasVariance: 0.5 },
        { inputDimension, highestDegree: 5 },
      );

      for (const { degree, eigenvalue } of eigenvalues) {
        if (degree % 2 === 1 && degree >= 3) expect(Math.abs(eigenvalue)).toBeLessThan(1e-15);
        else expect(eigenvalue).toBeGreaterThan(1e-12);
      }
      expect(biased[3]?.eigenvalue).toBeGreaterThan(1e-6);
    },
  );

  it.each([2, 3, 4])(
    "decay like degree^-D in %d dimensions (Bietti and Mairal, Prop. 5)",
    (inputDimension) => {
      const eigenvalues = sphereEigenvalues("ntk", heNetwork(1), { inputDimension, highestDegree: 120 });

      // The next order of the expansion is smaller by 1 / degree.
      expect(Math.abs(powerLawExponent(points(eigenvalues, 60)) + inputDimension)).toBeLessThan(0.05);
    },
  );

  it("add up to the kernel's diagonal, each counted as often as it occurs", () => {
    for (const [kernel, diagonal] of [
      ["nngp", 2],
      ["ntk", 6],
    ] as const) {
      const eigenvalues = sphereEigenvalues(kernel as LimitKernel, heNetwork(2), {
        inputDimension: 3,
        highestDegree: 150,
      });
      const sum = eigenvalues.reduce((total, at) => total + at.eigenvalue * at.multiplicity, 0);
      // What is left out falls like 1 / degree for the NTK.
      expect(sum).toBeLessThan(diagonal);
      expect(sum).toBeGreaterThan(diagonal * (1 - 1 / 100));
    }
  });
});

describe("harmonicCount", () => {
  it("is 2 k + 1 in space and (k + 1)^2 in four dimensions", () => {
    for (let degree = 0; degree < 8; degree += 1) {
      expect(harmonicCount(degree, 3)).toBe(2 * degree + 1);
      expect(harmonicCount(degree, 4)).toBe((degree + 1) ** 2);
    }
  });
});

describe("gramEigenvalues", () => {
  it.each(golden.regression.cases)("are what NumPy finds: $kernel, depth $depth", (entry) => {
    const rows = { inputs: Float32Array.from(golden.regression.inputs), rowCount: 40, inputDimension: 5 };
    const network = { ...heNetwork(entry.depth), biasVariance: entry.biasVariance };
    const values = gramEigenvalues(entry.kernel as LimitKernel, rows, network);

    for (const [index, value] of entry.eigenvalues.entries()) expect(values[index]).toBeCloseTo(value, 12);
  });

  it("come near those of the sphere for evenly spread rows on a circle", () => {
    const rowCount = 400;
    const inputs = Float32Array.from({ length: 2 * rowCount }, (_, index) => {
      const angle = (2 * Math.PI * (index >> 1)) / rowCount;
      return Math.SQRT2 * (index % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    });
    const [largest] = gramEigenvalues("ntk", { inputs, rowCount, inputDimension: 2 }, heNetwork(1));
    const circle = sphereEigenvalues("ntk", heNetwork(1), { inputDimension: 2, highestDegree: 4 });

    expect(largest).toBeCloseTo(Math.max(...circle.map(({ eigenvalue }) => eigenvalue)), 4);
  });
});

describe("powerLawExponent", () => {
  it("is the exponent of a power law and leaves out what has no logarithm", () => {
    const law = [1, 2, 5, 10].map((x) => ({ x, y: 3 * x ** -1.5 }));

    expect(powerLawExponent([...law, { x: 20, y: 0 }, { x: 0, y: 1 }])).toBeCloseTo(-1.5, 12);
    expect(powerLawExponent([{ x: 1, y: 1 }])).toBeNaN();
  });
});
