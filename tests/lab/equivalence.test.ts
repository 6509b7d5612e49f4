import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareEngines, studentQuantile } from "@/lab/compare-engines";
import { equivalenceCases, pairCount } from "@/lab/equivalence-experiments";
import { printEquivalenceReport } from "@/lab/equivalence-report";
import { appendTrials, type EquivalenceTrial, readTrials } from "@/lab/equivalence-trials";

const [easy] = equivalenceCases;
if (!easy) throw new Error("there are cases");

function aTrial(engine: string, pair: number, testError: number, replica = 0): EquivalenceTrial {
  return { caseId: easy?.caseId ?? "", engine, pair, replica, testError, steps: 10, state: "budget-spent" };
}

describe("studentQuantile", () => {
  // Tables of Student's distribution, two-sided 5 %.
  it.each([
    [10, 2.228139],
    [19, 2.093024],
    [29, 2.04523],
    [120, 1.97993],
  ])("is the tabled value at %i degrees of freedom", (degreesOfFreedom, value) => {
    expect(studentQuantile(0.975, degreesOfFreedom)).toBeCloseTo(value, 4);
  });
});

describe("compareEngines", () => {
  it("gives the interval of the paired differences", () => {
    const differences = Array.from({ length: 30 }, (_, pair) => (pair % 2 === 0 ? 0.003 : -0.001));
    const trials = differences.flatMap((difference, pair) => [
      aTrial("wasm", pair, 0.1 + 0.001 * pair),
      aTrial("javascript", pair, 0.1 + 0.001 * pair + difference),
    ]);

    const comparison = compareEngines(trials, easy, "javascript");

    // The standard deviation of 15 times 0.003 and 15 times -0.001 is 0.002 sqrt(30 / 29).
    const margin = (2.04523 * 0.002 * Math.sqrt(30 / 29)) / Math.sqrt(30);
    expect(comparison).toMatchObject({ pairs: 30, replicas: 1, isEquivalent: true, equalRuns: 0 });
    expect(comparison?.difference).toBeCloseTo(0.001, 9);
    expect(comparison?.low).toBeCloseTo(0.001 - margin, 7);
    expect(comparison?.high).toBeCloseTo(0.001 + margin, 7);
  });

  it("does not call engines equivalent whose interval leaves the band, though its middle is inside", () => {
    const trials = Array.from({ length: 30 }, (_, pair) => [
      aTrial("wasm", pair, 0.1),
      aTrial("javascript", pair, 0.1 + (pair % 2 === 0 ? 0.03 : -0.03)),
    ]).flat();

    expect(compareEngines(trials, easy, "javascript")).toMatchObject({ isEquivalent: false });
  });

  it("averages the replicas of a seed and leaves out runs without a partner", () => {
    const trials = [0, 1, 2].flatMap((pair) => [
      aTrial("wasm", pair, 0.1, 0),
      aTrial("wasm", pair, 0.2, 1),
      aTrial("wasm", pair, 0.9, 2),
      aTrial("webgpu", pair, 0.1, 0),
      aTrial("webgpu", pair, 0.22 + 0.01 * pair, 1),
    ]);

    const comparison = compareEngines([...trials, aTrial("webgpu", 9, 0.5)], easy, "webgpu");

    expect(comparison).toMatchObject({ pairs: 3, replicas: 2, equalRuns: 3 });
    expect(comparison?.difference).toBeCloseTo(0.015, 9);
  });

  it("says nothing of fewer than two pairs", () => {
    expect(compareEngines([aTrial("wasm", 0, 0.1), aTrial("webgpu", 0, 0.1)], easy, "webgpu")).toBeNull();
  });
});

describe("readTrials", () => {
  it("reads what was added, and nothing where there is no file", () => {
    const folder = mkdtempSync(join(tmpdir(), "deepstakes-trials-"));
    const file = join(folder, "trials.jsonl");
    expect(readTrials(file)).toEqual([]);

    appendTrials([aTrial("wasm", 0, 0.1)], file);
    appendTrials([aTrial("wasm", 1, 0.2), aTrial("webgpu", 1, 0.3)], file);

    expect(readTrials(file).map(({ testError }) => testError)).toEqual([0.1, 0.2, 0.3]);
    rmSync(folder, { recursive: true });
  });
});

describe("docs/equivalence.md", () => {
  const trials = readTrials();

  it("says what its trials say", () => {
    expect(readFileSync("docs/equivalence.md", "utf8")).toBe(printEquivalenceReport(trials));
  });

  it.each(equivalenceCases)("finds plain typed arrays equivalent to wasm on $caseId", (equivalenceCase) => {
    const comparison = compareEngines(trials, equivalenceCase, "javascript");

    expect(comparison).toMatchObject({ pairs: pairCount, isEquivalent: true });
  });

  it("holds each run once", () => {
    const keys = trials.map(({ caseId, engine, pair, replica }) => `${caseId}|${engine}|${pair}|${replica}`);

    expect(new Set(keys).size).toBe(keys.length);
  });
});
