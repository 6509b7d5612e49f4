import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type MeasuredPilots, pilotCells, pilotErrorsOf, pilotInstances } from "@/core/bank/measured-pilots";
import { decks } from "@/core/tasks/decks";
import { dealtPresets, presets } from "@/core/tasks/presets";
import { createInstance, experimentOf } from "@/lab/instance";
import { measurePilotsOf } from "@/lab/measure-pilots";
import { readGrid, readPilots, writePilots } from "@/lab/measured-files";
import { runPilot, runTrial } from "@/lab/run-trial";
import type { PilotPool, TrialJob } from "@/lab/trial-pool";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";

const [deck, preset] = [decks[0], presets[0]];
if (!deck || !preset) throw new Error("there are decks and presets");
const cells = pilotCells(deck.designGrid);

const folders: string[] = [];
function aFolder(): string {
  const folder = `${mkdtempSync(join(tmpdir(), "pilots-"))}/`;
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const silent = { print: () => undefined, say: () => undefined };

/** A pool that only pretends; it fails when `jobLimit` jobs are done. */
function fakePool(jobLimit = Number.POSITIVE_INFINITY): PilotPool & { done: TrialJob[] } {
  const done: TrialJob[] = [];
  return {
    threadCount: 1,
    done,
    async runPilots(jobs, onPilot) {
      for (const { instance, design, presetId } of jobs) {
        if (done.length >= jobLimit) throw new Error("power cut");
        done.push({ instance, design, presetId });
        onPilot({ instance, design, validationError: design.depth / 10 + instance / 100 });
      }
    },
    close: async () => undefined,
  };
}

describe("measurePilotsOf", () => {
  it("measures every cell on every instance and writes a compact file", async () => {
    const folder = aFolder();
    await measurePilotsOf(fakePool(), { deck, preset }, silent, folder);

    const pilots = readPilots(preset.presetId, folder) as MeasuredPilots;
    expect(pilots.stepBudget).toBe(deck.pilotStepBudget);
    expect(pilots.cells.map(({ design }) => design)).toEqual(cells);
    expect(pilotErrorsOf(pilots, { depth: 2, width: 50, learningRate: 0.1 })).toEqual(
      pilotInstances.map((instance) => 0.2 + instance / 100),
    );
    expect(pilotErrorsOf(pilots, { depth: 2, width: 5, learningRate: 0.1 })).toBeNull();
  });

  it("goes on where it stopped and leaves no half-written file", async () => {
    const folder = aFolder();
    await expect(measurePilotsOf(fakePool(33), { deck, preset }, silent, folder)).rejects.toThrow(
      "power cut",
    );
    const halfway = readPilots(preset.presetId, folder) as MeasuredPilots;
    expect(
      halfway.cells.flatMap((cell) => cell.validationErrors).filter((error) => error !== null),
    ).toHaveLength(33);

    const pool = fakePool();
    await measurePilotsOf(pool, { deck, preset }, silent, folder);

    expect(pool.done).toHaveLength(cells.length * pilotInstances.length - 33);
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith(".part"))).toEqual(
      [],
    );
  });

  it("begins again when the deck's pilots have another length", async () => {
    const folder = aFolder();
    await measurePilotsOf(fakePool(), { deck, preset }, silent, folder);
    const pool = fakePool();
    const longer = { ...deck, pilotStepBudget: deck.pilotStepBudget + 1 };
    await measurePilotsOf(pool, { deck: longer, preset }, silent, folder);
    expect(pool.done).toHaveLength(cells.length * pilotInstances.length);
    writePilots({ ...(readPilots(preset.presetId, folder) as MeasuredPilots), instances: [7] }, folder);
    const again = fakePool();
    await measurePilotsOf(again, { deck: longer, preset }, silent, folder);
    expect(again.done).toHaveLength(cells.length * pilotInstances.length);
  });
});

describe("runPilot", () => {
  it("trains the bank's instance from the weights of another replica than the full run", async () => {
    const experiment = { ...experimentOf(deck, preset), stepBudget: 40, testSampleCount: 100 };
    const instance = createInstance(experiment, 3);
    const design = { depth: 1, width: 20, learningRate: 0.3 };
    const pilot = await runPilot(wasmEngine, experiment, instance, design);
    expect(await runPilot(wasmEngine, experiment, instance, design)).toBe(pilot);
    const full = await runTrial(wasmEngine, experiment, instance, design);
    expect(pilot).not.toBe(full.validationError);
    expect(Math.abs(pilot - full.validationError)).toBeLessThan(0.15);
  });

  it("answers chance level for a run that diverges", async () => {
    const experiment = { ...experimentOf(deck, preset), stepBudget: 400, testSampleCount: 100 };
    const design = { depth: 7, width: 50, learningRate: 1e6 };
    expect(await runPilot(wasmEngine, experiment, createInstance(experiment, 0), design)).toBe(0.5);
  });
});

describe("the committed pilots", () => {
  const dealt = decks.flatMap((one) => dealtPresets(one.deckId).map((dealtPreset) => ({ one, dealtPreset })));

  it("hold every cell of every dealt preset, beside full runs of the same instances", () => {
    for (const { one, dealtPreset } of dealt) {
      const { presetId } = dealtPreset;
      const pilots = readPilots(presetId);
      const { trials } = readGrid(presetId, "wasm");
      const fullRuns = new Set(trials.map(({ instance, design }) => JSON.stringify([instance, design])));
      expect(pilots?.stepBudget, presetId).toBe(one.pilotStepBudget);
      for (const { depth, width, learningRate } of pilotCells(one.designGrid)) {
        const design = { depth, width, learningRate };
        expect(pilots && pilotErrorsOf(pilots, design), presetId).toHaveLength(pilotInstances.length);
        // The first decks were measured by successive halving: only two of these instances have every cell.
        for (const instance of [0, 1]) {
          expect(fullRuns.has(JSON.stringify([instance, design])), `${presetId} ${instance}`).toBe(true);
        }
      }
    }
  });
});
