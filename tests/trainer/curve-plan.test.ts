import { describe, expect, it } from "vitest";
import { curvePlan, runningRowCount } from "@/trainer/curve-plan";
import { curveSteps } from "@/trainer/curve-steps";

function aPlan(
  [inputDimension, depth, width]: readonly [number, number, number],
  [stepBudget, batchSize, trainingRowCount]: readonly [number, number, number],
  [validationRowCount, pictureRowCount]: readonly [number, number],
) {
  const network = { inputDimension, depth, width };
  return { network, stepBudget, batchSize, trainingRowCount, validationRowCount, pictureRowCount };
}

const plans = [
  aPlan([100, 3, 100], [500, 50, 2000], [2000, 0]),
  aPlan([16, 1, 10], [4000, 50, 4000], [2000, 0]),
  aPlan([2, 3, 50], [3000, 50, 600], [2000, 576]),
  aPlan([24, 7, 100], [20_000, 200, 6030], [500, 0]),
  aPlan([6, 1, 5], [1500, 100, 30], [120, 0]),
  aPlan([5, 0, 1], [2000, 50, 2000], [2000, 0]),
];

/** Work in multiply-adds, counted anew product by product, with what the wasm engine was measured to need beyond. */
function workUpTo(plan: (typeof plans)[number], lastStep: number) {
  const { batchSize, trainingRowCount, pictureRowCount } = plan;
  let trainedRows = 0;
  let placeInEpoch = 0;
  for (let step = 1; step <= lastStep; step += 1) {
    const rows = Math.min(batchSize, trainingRowCount - placeInEpoch);
    trainedRows += rows;
    placeInEpoch = (placeInEpoch + rows) % trainingRowCount;
  }
  const { inputDimension, depth, width } = plan.network;
  const sizes = [inputDimension, ...Array.from({ length: depth }, () => width), 1];
  let forward = 0;
  let training = 0;
  for (const [layer, size] of sizes.slice(1).entries()) {
    const product = (sizes[layer] as number) * size;
    forward += product;
    training += (layer === 0 && depth > 0 ? 2 : 3) * product;
  }
  training = (training + 500) * trainedRows;
  let measuring = 0;
  for (const stop of curvePlan(plan).filter(({ step }) => step <= lastStep)) {
    measuring += (forward + 1000) * (stop.validationRowCount + (stop.drawsPicture ? pictureRowCount : 0));
    if (stop.observesWeights) measuring += (2 * training) / lastStep + 200_000;
  }
  return { measuring, training };
}

describe("curvePlan", () => {
  it.each(plans)("measures for less than a twentieth of the training, wherever the run ends: %o", (plan) => {
    // The first step is measured on credit, paid back by the end.
    const onCredit = workUpTo(plan, 1).measuring;
    for (const lastStep of [20, 100, 300, plan.stepBudget]) {
      const { measuring, training } = workUpTo(plan, lastStep);
      const credit = lastStep < plan.stepBudget ? onCredit : 0;
      expect(measuring).toBeLessThanOrEqual(credit + 0.05 * training + 1e-6);
    }
  });

  it.each(plans)("has its points at the shared steps and ends at the budget: %o", (plan) => {
    const stops = curvePlan(plan);
    const steps = stops.map(({ step }) => step);

    expect(stops.filter(({ isPoint }) => isPoint).map(({ step }) => step)).toEqual(
      curveSteps(plan.stepBudget),
    );
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(plan.stepBudget);
  });

  it("measures the first step, and the last ones on the most rows", () => {
    for (const plan of plans.slice(0, 2)) {
      const measured = curvePlan(plan).filter((stop) => stop.validationRowCount > 0);

      expect(measured[0]).toMatchObject({ step: 1, validationRowCount: 100, observesWeights: true });
      expect(measured.length).toBeGreaterThanOrEqual(8);
      const counts = measured.map((stop) => stop.validationRowCount);
      expect(counts.at(-1)).toBe(Math.max(...counts));
      for (const count of counts) expect(count).toBeGreaterThanOrEqual(100);
      for (const count of counts) expect(count).toBeLessThanOrEqual(plan.validationRowCount);
    }
  });

  it.each(plans)(
    "begins the window of a running error at least so many rows before its point: %o",
    (plan) => {
      const rowsPerStep = Math.min(plan.batchSize, plan.trainingRowCount);
      const stops = curvePlan(plan);
      for (const [index, stop] of stops.entries()) {
        if (stop.isPoint) continue;
        const point = stops[index + 1];
        const rows = Array.from({ length: (point?.step ?? 0) - stop.step }, (_, offset) => {
          const placeInEpoch =
            ((stop.step + offset) % Math.ceil(plan.trainingRowCount / plan.batchSize)) * plan.batchSize;
          return Math.min(rowsPerStep, plan.trainingRowCount - placeInEpoch);
        });
        const rowCount = rows.reduce((sum, count) => sum + count, 0);
        expect(point?.isPoint).toBe(true);
        expect(rowCount).toBeGreaterThanOrEqual(runningRowCount);
        expect(rowCount).toBeLessThan(runningRowCount + 2 * rowsPerStep);
      }
      expect(stops.some((stop) => !stop.isPoint)).toBe(true);
    },
  );

  it("measures nothing that was not asked for", () => {
    for (const stop of curvePlan({ ...plans[0], validationRowCount: 0 } as (typeof plans)[number])) {
      expect(stop).toMatchObject({ validationRowCount: 0, drawsPicture: false });
    }
  });
});

describe("curveSteps", () => {
  it("rises from 1 to the budget in at most 40 steps", () => {
    for (const budget of [1, 2, 39, 500, 4000, 100_000]) {
      const steps = curveSteps(budget);
      expect(steps[0]).toBe(1);
      expect(steps.at(-1)).toBe(budget);
      expect(steps.length).toBeLessThanOrEqual(40);
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    }
  });
});
