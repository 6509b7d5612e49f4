import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { designsOf, freshInstances, selectionInstances, shortlistInstances } from "@/core/bank/bank-protocol";
import type { Trial } from "@/core/bank/measured-grid";
import { decks } from "@/core/tasks/decks";
import { presets } from "@/core/tasks/presets";
import { buildPreset, missingJobs } from "@/lab/build-bank";
import { checkPreset, drawRetrainings, retrainingFault } from "@/lab/check-bank";
import { wasmEngineVersion } from "@/lab/engine-version";
import { labSeed } from "@/lab/instance";
import { readGrid, readMeasuredErrors, writeMeasuredPreset } from "@/lab/measured-files";
import { openTrialPool, type TrialJob, type TrialPool } from "@/lab/trial-pool";

const [firstDeck, preset] = [decks[0], presets[0]];
if (!firstDeck || !preset) throw new Error("there are decks and presets");
const deck = { ...firstDeck, designGrid: { depths: [1, 2, 3], widths: [5, 10], learningRates: [0.1, 1] } };
const cells = designsOf(deck.designGrid);

const folders: string[] = [];
function aFolder(): string {
  const folder = `${mkdtempSync(join(tmpdir(), "bank-"))}/`;
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const silent = { print: () => undefined, say: () => undefined };

/** A pool that only pretends: shallow cells are better; it fails when `jobLimit` jobs are done. */
function fakePool(jobLimit = Number.POSITIVE_INFINITY): TrialPool & { done: TrialJob[] } {
  const done: TrialJob[] = [];
  return {
    threadCount: 1,
    done,
    async runAll(jobs, onTrial) {
      for (const job of jobs) {
        if (done.length >= jobLimit) throw new Error("power cut");
        done.push(job);
        const { depth, width } = job.design;
        const testError = 0.1 * depth - 0.001 * width + 0.0001 * (job.instance % 7) * depth;
        onTrial({
          instance: job.instance,
          design: job.design,
          testError,
          trainingError: 0,
          step: 1,
          state: "converged",
        });
      }
    },
    close: async () => undefined,
  };
}

// Three of each of the three depth classes, as far as the grid has so many.
const shortlistCount = 9;

describe("buildPreset", () => {
  const total =
    cells.length * selectionInstances.length +
    shortlistCount * shortlistInstances.length +
    6 * freshInstances.length;

  it("trains each cell on the selection instances and the finalists on fresh ones", async () => {
    const folder = aFolder();
    const pool = fakePool();
    await buildPreset(pool, deck, preset, silent, folder);

    expect(pool.done).toHaveLength(total);
    const result = readMeasuredErrors(folder).presets.find(({ presetId }) => presetId === preset.presetId);
    expect(result?.measured.map(({ depth }) => depth)).toEqual([1, 2, 3]);
    expect(result?.measured.every(({ replicaCount }) => replicaCount === freshInstances.length)).toBe(true);
    expect(result?.finalists?.[0]).toMatchObject({ depth: 1, width: 10 });
    const grid = readGrid(preset.presetId, "wasm", folder);
    expect(grid.engineVersions).toEqual([wasmEngineVersion]);
    const checked = checkPreset(deck, { ...preset, measured: result?.measured ?? [] }, grid);
    expect(checked).toMatchObject({ carried: "shallow-wins", faults: [] });
  });

  it("goes on where it stopped and leaves no half-written file", async () => {
    const folder = aFolder();
    await expect(buildPreset(fakePool(23), deck, preset, silent, folder)).rejects.toThrow("power cut");
    expect(readGrid(preset.presetId, "wasm", folder).trials).toHaveLength(23);
    expect(readMeasuredErrors(folder).presets).toEqual([]);

    const pool = fakePool();
    await buildPreset(pool, deck, preset, silent, folder);

    expect(pool.done).toHaveLength(total - 23);
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith(".part"))).toEqual(
      [],
    );
  });

  it("keeps baselines that are on file", async () => {
    const folder = aFolder();
    await buildPreset(fakePool(), deck, preset, silent, folder);
    const baselines = [{ predictor: "linear", meanError: 0.5, standardDeviation: 0.01, replicaCount: 2 }];
    const [result] = readMeasuredErrors(folder).presets;
    if (!result) throw new Error("one preset is on file");
    writeMeasuredPreset({ ...result, baselines }, folder);

    await buildPreset(fakePool(), deck, preset, silent, folder);

    expect(readMeasuredErrors(folder).presets[0]?.baselines).toEqual(baselines);
  });
});

describe("missingJobs", () => {
  it("goes instance by instance, largest nets first", () => {
    const jobs = missingJobs([], cells, [0, 1]);

    expect(jobs).toHaveLength(2 * cells.length);
    expect(jobs[0]).toMatchObject({ instance: 0, design: { depth: 3, width: 10 } });
    expect(jobs.at(-1)).toMatchObject({ instance: 1, design: { depth: 1, width: 5 } });
  });
});

describe("checkPreset", () => {
  const grid = readGrid(preset.presetId, "wasm");

  it("holds for every dealt preset", () => {
    for (const dealt of presets) {
      const itsDeck = decks.find(({ deckId }) => deckId === dealt.deckId);
      if (!itsDeck) continue;
      expect(checkPreset(itsDeck, dealt, readGrid(dealt.presetId, "wasm")).faults).toEqual([]);
    }
  });

  it("finds a claim that the replicas do not carry, wrong looks, wrong numbers and missing measurements", () => {
    const faultsOf = (given: Partial<typeof preset>, givenDeck: Partial<typeof firstDeck> = {}) =>
      checkPreset({ ...firstDeck, ...givenDeck }, { ...preset, ...given }, grid).faults.join();

    expect(faultsOf({ claim: "deep-wins" })).toContain("claims deep-wins");
    expect(faultsOf({}, { loss: "squared" })).toContain("another kind");
    expect(faultsOf({}, { inputs: "unit-cube" })).toContain("inputs");
    expect(faultsOf({ task: { family: "k-local", k: 5 } }, { inputDimension: 4 })).toContain("at least 5");
    const [entry, ...rest] = preset.measured;
    if (!entry) throw new Error("the preset is measured");
    expect(faultsOf({ measured: [{ ...entry, meanError: 0.001 }, ...rest] })).toContain("depth 1");
    expect(checkPreset(firstDeck, preset, { ...grid, trials: [] }).faults.join()).toContain("not measured");
  });
});

describe("the bank", () => {
  it("comes out the same when five random runs are trained again", async () => {
    const grids = presets.map(({ presetId }) => readGrid(presetId, "wasm"));
    const retrainings = drawRetrainings(grids, 5, labSeed);
    const pool = openTrialPool(1);
    const faults: (string | null)[] = [];
    try {
      for (const retraining of retrainings) {
        await pool.runAll([retraining.job], (trial) => faults.push(retrainingFault(retraining, trial)));
      }
    } finally {
      await pool.close();
    }

    expect(retrainings).toHaveLength(5);
    expect(faults).toEqual([null, null, null, null, null]);
  }, 60_000);

  it("would be found wrong", () => {
    const [retraining] = drawRetrainings([readGrid(preset.presetId, "wasm")], 1, labSeed);
    if (!retraining) throw new Error("one run is drawn");
    const { instance, design } = retraining.job;
    const trial: Trial = { instance, design, testError: 1.5, trainingError: 0, step: 1, state: "converged" };

    expect(retraining.tolerance).toBeLessThan(0.5);
    expect(retrainingFault(retraining, trial)).toContain("recorded");
  });
});
