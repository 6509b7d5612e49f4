import { describe, expect, it } from "vitest";
import { crossKernel, gramKernel, heNetwork, kernelValues } from "@/core/theory/ntk-kernel";
import { relativeDistance } from "@/tests/fixtures/relative-distance";
import golden from "@/tests/fixtures/theory/golden-theory.json";

const rows = { inputs: Float32Array.from(golden.kernels.inputs), rowCount: 9, inputDimension: 4 };
const others = { inputs: Float32Array.from(golden.kernels.others), rowCount: 6, inputDimension: 4 };

describe("kernelValues", () => {
  // Computed independently with other code, to six digits: NNGP and NTK for the cosines 1, 0.5, 0, -0.5, -1.
  it.each([
    [1, [2, 1.217996, 0.63662, 0.217996, 0], [4, 1.884662, 0.63662, -0.115338, 0]],
    [2, [2, 1.367811, 0.987462, 0.749403, 0.63662], [6, 2.702959, 1.371417, 0.687724, 0.63662]],
    [3, [2, 1.476256, 1.209651, 1.056559, 0.987462], [8, 3.475689, 2.120776, 1.484499, 1.371417]],
    [7, [2, 1.711322, 1.618296, 1.573202, 1.554457], [16, 6.286742, 4.979202, 4.452599, 4.290289]],
  ])("agrees with the check table at depth %d", (depth, nngps, ntks) => {
    for (const [index, cosine] of [1, 0.5, 0, -0.5, -1].entries()) {
      const { nngp, ntk } = kernelValues({ own: 1, others: 1, mixed: cosine }, heNetwork(depth));
      expect(Math.abs(nngp - (nngps[index] as number))).toBeLessThan(6e-7);
      expect(Math.abs(ntk - (ntks[index] as number))).toBeLessThan(6e-7);
    }
  });

  // Jacot's parametrisation on the unit circle: n_0 = 2, bias 0.1.
  it.each([
    [1, 1, 0.265, 0.52],
    [1, 0, 0.093685, 0.096216],
    [1, -1, 0.010595, -0.011317],
    [3, 1, 0.08125, 0.2825],
    [3, 0, 0.05576, 0.092702],
    [3, -1, 0.048097, 0.064354],
  ])("agrees with it for other variances too: depth %d, cosine %d", (depth, cosine, knownNngp, knownNtk) => {
    const network = { depth, weightVariance: 1, biasVariance: 0.01 };
    const { nngp, ntk } = kernelValues({ own: 0.5, others: 0.5, mixed: cosine / 2 }, network);

    expect(Math.abs(nngp - knownNngp)).toBeLessThan(6e-7);
    expect(Math.abs(ntk - knownNtk)).toBeLessThan(6e-7);
  });

  it("is the closed form of one hidden layer at any angle", () => {
    for (const angle of [0.001, 0.3, 1, Math.PI / 2, 2.5, 3.14]) {
      const { nngp, ntk } = kernelValues({ own: 1, others: 1, mixed: Math.cos(angle) }, heNetwork(1));
      const open = (Math.PI - angle) * Math.cos(angle);
      expect(nngp).toBeCloseTo((2 * (Math.sin(angle) + open)) / Math.PI, 12);
      expect(ntk).toBeCloseTo((2 * Math.sin(angle) + 4 * open) / Math.PI, 12);
    }
  });

  it("is exact on the diagonal: (L + 1) times the variance for He's weights", () => {
    for (const depth of [0, 1, 2, 30]) {
      const { nngp, ntk } = kernelValues({ own: 0.7, others: 0.7, mixed: 0.7 }, heNetwork(depth));
      expect(nngp).toBeCloseTo(1.4, 14);
      expect(ntk).toBeCloseTo(1.4 * (depth + 1), 13);
    }
  });

  it("has a value for an input that is zero", () => {
    expect(kernelValues({ own: 0, others: 1, mixed: 0 }, heNetwork(3))).toEqual({ nngp: 0, ntk: 0 });
    const biased = kernelValues({ own: 0, others: 1, mixed: 0 }, { ...heNetwork(1), biasVariance: 0.1 });
    expect(biased.nngp).toBeGreaterThan(0.1);
  });
});

describe("kernels of rows", () => {
  it.each(golden.kernels.cases)(
    "agree with NumPy's 80-bit arithmetic: depth $depth, variances $weightVariance and $biasVariance",
    ({ depth, weightVariance, biasVariance, nngp, ntk }) => {
      const network = { depth, weightVariance, biasVariance };

      expect(relativeDistance(crossKernel("nngp", rows, others, network), nngp)).toBeLessThan(1e-13);
      for (const [kernel, known] of [
        ["nngp", nngp],
        ["ntk", ntk],
      ] as const) {
        const values = crossKernel(kernel, rows, others, network);
        const scale = Math.max(...known.map(Math.abs));
        for (const [index, value] of known.entries()) {
          // Others 0 equals row 0, 1 is row 1 turned around and doubled, 2 is row 2 up to rounding to float32.
          const tolerance = 1e-10 * Math.max(Math.abs(value), 1e-3 * scale);
          expect(Math.abs((values[index] as number) - value)).toBeLessThan(tolerance);
        }
      }
    },
  );

  it("have a Gram matrix that is symmetric and equal to the cross kernel of the rows with themselves", () => {
    const network = { depth: 3, weightVariance: 1.7, biasVariance: 0.3 };
    for (const kernel of ["nngp", "ntk"] as const) {
      const gram = gramKernel(kernel, rows, network);
      expect(gram).toEqual(crossKernel(kernel, rows, rows, network));
      for (let i = 0; i < 9; i += 1)
        for (let j = 0; j < i; j += 1) expect(gram[i * 9 + j]).toBe(gram[j * 9 + i]);
    }
  });

  it("see inner products only: a rotation of all inputs changes nothing", () => {
    const [cosine, sine] = [Math.cos(0.7), Math.sin(0.7)];
    const turned = Float32Array.from(rows.inputs, (value, index) => {
      const column = index % 4;
      if (column > 1) return value;
      const [x, y] = [rows.inputs[index - column] as number, rows.inputs[index - column + 1] as number];
      return column === 0 ? cosine * x - sine * y : sine * x + cosine * y;
    });
    const gram = gramKernel("ntk", rows, heNetwork(3));

    // What float32 inputs leave of a rotation.
    expect(relativeDistance(gramKernel("ntk", { ...rows, inputs: turned }, heNetwork(3)), gram)).toBeLessThan(
      1e-6,
    );
  });
});
