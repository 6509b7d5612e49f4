import { describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { makeSplit } from "@/core/tasks/task-instance";
import { exactTwoLocalWeights, freshDataErrors } from "@/core/theory/minimal-width";
import { evaluateReference } from "@/core/training/reference-trainer";
import { weightLayout } from "@/core/training/weight-layout";

const seed = SeedSchema.parse("00112233445566778899aabbccddeeff");

describe("four ReLU units", () => {
  it("represent 2-local labels without a single error", () => {
    const task = { family: "k-local", k: 2 } as const;
    const rows = makeSplit({ task, inputDimension: 2, publicSeed: seed, secretSeed: seed }, "test", 20_000);
    const design = { depth: 1, width: 4, learningRate: 1 };
    const network = { loss: "logistic" as const, layout: weightLayout({ design, loss: "logistic" }, 2) };

    expect(evaluateReference(exactTwoLocalWeights(), network, rows).error).toBe(0);
  });
});

describe("freshDataErrors", () => {
  const best = (order: number, width: number, depth = 1) => {
    const design = { depth, width, learningRate: 0.3 };
    const run = { order, design, batchSize: 50, stepCount: 1500, testCount: 4000 };
    return Math.min(...freshDataErrors(run, { seed, replicaCount: 3 }));
  };

  it("falls with the width for 2-local labels: one unit fails, ten represent it accurately", () => {
    // One unit is one half-plane: at best it is right in three of four quadrants.
    expect(best(2, 1)).toBeGreaterThan(0.2);
    expect(best(2, 10)).toBeLessThan(0.03);
  });

  it("counts a run that diverges as chance", () => {
    const design = { depth: 3, width: 10, learningRate: 100 };
    const run = { order: 2, design, batchSize: 50, stepCount: 300, testCount: 100 };

    expect(freshDataErrors(run, { seed, replicaCount: 2 }).every((error) => error > 0.3)).toBe(true);
  });
});
