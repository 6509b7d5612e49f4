import { describe, expect, it } from "vitest";
import { mean } from "@/core/numerics/statistics";
import { SeedSchema } from "@/core/random/seed";
import { medianSquaredNorm } from "@/core/tasks/ball";
import { publicInputs } from "@/core/tasks/public-inputs";
import { makeSplit } from "@/core/tasks/task-instance";
import { dealRule, ruleValue } from "@/core/tasks/task-registry";
import type { TaskSpec } from "@/core/tasks/task-spec";
import { temperatureLogOdds } from "@/core/tasks/temperature";

const publicSeed = SeedSchema.parse("00112233445566778899aabbccddeeff");
const secretSeed = SeedSchema.parse("5ec2e75eed5ec2e75eed5ec2e75eed99");

function rotate(row: readonly number[], shift: number): number[] {
  return row.map((_, index) => row[(index + shift) % row.length] as number);
}

function dealtValue(task: TaskSpec, row: readonly number[]): number {
  return ruleValue(dealRule(task, secretSeed, row.length), Float32Array.from(row), 0, row.length);
}

describe("temperature", () => {
  const rule = { family: "temperature", betaLow: -0.1, betaHigh: 0.3 } as const;
  const row = [0.5, -1.25, 2, 0.75, -0.5, 1.5];

  it("has log-odds that neither a shift nor a reflection of the chain nor a sign changes", () => {
    const logOdds = temperatureLogOdds(rule, row.length);
    const odds = logOdds(Float32Array.from(row), 0);
    for (let shift = 1; shift < row.length; shift += 1) {
      expect(logOdds(Float32Array.from(rotate(row, shift)), 0)).toBeCloseTo(odds, 12);
    }
    expect(logOdds(Float32Array.from(row.toReversed()), 0)).toBeCloseTo(odds, 12);
    expect(logOdds(Float32Array.from(row.map((x) => -x)), 0)).toBeCloseTo(odds, 12);
  });

  it("makes standard normal inputs at beta 0", () => {
    const task: TaskSpec = { family: "temperature", betaLow: 0, betaHigh: 1e-9 };
    const { inputs } = makeSplit({ task, inputDimension: 5, publicSeed, secretSeed }, "training", 10_000);
    const neighbours = Array.from(
      { length: 10_000 },
      (_, row) => (inputs[5 * row] as number) * (inputs[5 * row + 1] as number),
    );

    expect(Math.abs(mean([...inputs].map((x) => x * x)) - 1)).toBeLessThan(0.032);
    expect(Math.abs(mean(neighbours))).toBeLessThan(0.05);
  });
});

describe("parity", () => {
  it("turns with each of its inputs and with no other", () => {
    const task: TaskSpec = { family: "parity", k: 3 };
    const row = [...publicInputs(publicSeed, "test", 1, 12, "signs")];
    const before = dealtValue(task, row);
    const turning = row.filter((x, index) => dealtValue(task, row.with(index, -x)) === -before);

    expect(Math.abs(before)).toBe(1);
    expect(turning).toHaveLength(3);
  });
});

describe("ball", () => {
  it("has the median of chi square as squared radius", () => {
    for (const [degrees, median] of [
      [1, 0.4549364],
      [2, 2 * Math.LN2],
      [10, 9.3418178],
      [24, 23.3367261],
      [100, 99.3341294],
    ] as const) {
      expect(Math.abs(medianSquaredNorm(degrees) / median - 1)).toBeLessThan(2e-6);
    }
  });

  it("depends on neither order nor signs of the inputs", () => {
    const row = [0.5, -1.25, 2, 0.75];
    const value = dealtValue({ family: "ball" }, row);

    expect(dealtValue({ family: "ball" }, rotate(row, 1))).toBeCloseTo(value, 12);
    expect(
      dealtValue(
        { family: "ball" },
        row.map((x) => -x),
      ),
    ).toBeCloseTo(value, 12);
  });
});

describe("pictures", () => {
  const points = publicInputs(publicSeed, "test", 500, 2, "symmetric-cube");
  /** The definition with the platform's own functions, in the coordinates of the picture. */
  const definitions = {
    jump: (u: number, v: number) =>
      v > 0.5 * Math.sin(2.5 * u) ? 0.5 + 0.3 * Math.cos(2 * u) : -0.6 + 0.3 * Math.sin(1.5 * v + 1),
    kink: (u: number, v: number) =>
      1.5 * Math.abs(v - 0.5 * Math.sin(2.5 * u)) - 0.5 * Math.abs(u + 0.4 * v * v - 0.2),
    smooth: (u: number, v: number) =>
      0.7 * Math.sin(2 * u + 0.5) * Math.cos(1.5 * v) +
      0.6 * Math.exp(-((u - 0.3) ** 2 + (v + 0.3) ** 2) / 0.2) -
      0.3 * v,
  };

  it.each(["jump", "kink", "smooth"] as const)("%s is its definition, turned", (family) => {
    const rule = dealRule({ family, noise: 0 }, secretSeed, 2);
    if (!("angle" in rule)) throw new Error("these pictures are turned");
    const [c, s] = [Math.cos(rule.angle), Math.sin(rule.angle)];
    for (let row = 0; row < 500; row += 1) {
      const [x, y] = [points[2 * row] as number, points[2 * row + 1] as number];
      const expected = definitions[family](c * x + s * y, c * y - s * x);
      expect(ruleValue(rule, points, 2 * row, 2)).toBeCloseTo(expected, 12);
    }
  });

  it("have the areas of their shapes", () => {
    const share = (family: "disc" | "rings" | "checker") => {
      const rule = dealRule({ family, noise: 0 }, secretSeed, 2);
      const side = 300;
      let sum = 0;
      for (let cell = 0; cell < side * side; cell += 1) {
        const point = [cell % side, Math.floor(cell / side)].map((place) => (2 * place + 1) / side - 1);
        sum += ruleValue(rule, Float32Array.from(point), 0, 2);
      }
      return sum / (side * side);
    };

    expect(share("disc")).toBeCloseTo((Math.PI * 0.36) / 4, 2);
    expect(Math.abs(share("rings") - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(share("checker") - 0.5)).toBeLessThan(0.1);
  });

  it("of a checkerboard change with every field along its rows", () => {
    const rule = dealRule({ family: "checker", noise: 0 }, secretSeed, 2);
    if (rule.family !== "checker") throw new Error("a checkerboard");
    const [c, s] = [Math.cos(rule.angle), Math.sin(rule.angle)];
    const along = (distance: number) => Float32Array.from([c * distance, s * distance]);
    for (const start of [-0.5, -0.2, 0.1]) {
      const here = ruleValue(rule, along(start), 0, 2);
      expect(ruleValue(rule, along(start + 0.625), 0, 2)).toBe(1 - here);
    }
  });
});

describe("singular", () => {
  const smoothParts = { family: "singular", alpha: 1.5, beta: 1.5, noise: 0 } as const;

  it("jumps by `jump` across its boundary, and nowhere without a jump", () => {
    for (const jump of [0, 1, 3]) {
      const rule = dealRule({ ...smoothParts, jump }, secretSeed, 3);
      if (rule.family !== "singular") throw new Error("a singular rule");
      const values = Array.from({ length: 4001 }, (_, step) => {
        const point = Float32Array.from([0.3, 0.6, 0.2]);
        point[rule.axis] = step / 4000;
        return ruleValue(rule, point, 0, 3);
      });
      const steps = values.slice(1).map((value, index) => value - (values[index] as number));
      const large = steps.filter((step) => Math.abs(step) > 0.1);
      expect(large).toHaveLength(jump === 0 ? 0 : 1);
      if (jump > 0) expect(Math.abs((large[0] as number) - jump)).toBeLessThan(0.1);
    }
  });

  it("is rougher inside for a smaller beta", () => {
    const roughness = (beta: number) => {
      const rule = dealRule({ ...smoothParts, beta, jump: 0 }, secretSeed, 2);
      const values = Array.from({ length: 2000 }, (_, step) =>
        ruleValue(rule, Float32Array.from([step / 2000, step / 2000]), 0, 2),
      );
      return values
        .slice(1)
        .reduce((sum, value, index) => sum + Math.abs(value - (values[index] as number)), 0);
    };

    expect(roughness(0.5)).toBeGreaterThan(3 * roughness(1.5));
  });
});
