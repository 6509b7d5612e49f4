import { describe, expect, it, vi } from "vitest";
import type { EngineChoice } from "@/trainer/engine-choice";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import type { RunCheckpoint, TrainingEngine } from "@/trainer/training-engine";
import type { TrainingReport } from "@/trainer/training-job";
import { aConnectedClient, isLast } from "./support/connected-client";
import { aPopulationEngine } from "./support/population-engine";
import { aJob, endless, reportsOfKind, runsOf } from "./support/some-job";

const runs = runsOf(0, 1, 2).map((run) => ({ ...run, learningRate: 1e-3 }));
const aRace = aJob({ jobId: "a", stepBudget: 2000, runs, measureValidation: false });
const finishedOf = (reports: readonly TrainingReport[]) =>
  reportsOfKind(reports, "run-finished").sort((a, b) => a.runIndex - b.runIndex);

/** The engine together, which loses its GPU after so many calls of `advance`. */
function aBreakingEngine(advanceCount: number, detail: string): TrainingEngine {
  const engine = aPopulationEngine();
  return {
    ...engine,
    async createPopulation(spec, checkpoints) {
      const population = await engine.createPopulation?.(spec, checkpoints);
      if (!population) throw new Error("no population");
      let left = advanceCount;
      return {
        ...population,
        advance(stepCount, options) {
          left -= 1;
          return left < 0 ? Promise.reject(new Error(detail)) : population.advance(stepCount, options);
        },
      };
    },
  };
}

/** The JavaScript engine, which writes down from where its runs start. */
function aWatchedEngine(starts: (RunCheckpoint | null)[]): TrainingEngine {
  return {
    ...javascriptEngine,
    createRun(spec, checkpoint) {
      starts.push(checkpoint ?? null);
      return javascriptEngine.createRun(spec, checkpoint);
    },
  };
}

describe("an engine that breaks down in the middle", () => {
  it("is followed by the next one, which goes on from the last checkpoint to the same results", async () => {
    const { run } = aConnectedClient({ loadEngine: async () => javascriptEngine });
    const undisturbed = await run(aRace);
    const starts: (RunCheckpoint | null)[] = [];
    const { client, troubles } = aConnectedClient({
      workerCount: 3,
      loadEngine: async (choice) =>
        choice === "webgpu" ? aBreakingEngine(30, "the GPU was lost") : aWatchedEngine(starts),
    });
    client.chooseEngine("webgpu");

    // Paused from the start, so that there is a checkpoint after ten steps however fast the machine is.
    const reports: TrainingReport[] = [];
    const ended = new Promise<void>((resolve) => {
      client.start(aRace, (report) => {
        reports.push(report);
        if (isLast(report)) resolve();
      });
    });
    client.pause("a");
    await client.probeDevice();
    client.step("a", 10);
    const isStepped = (report: TrainingReport) => report.kind === "progress" && report.step === 10;
    await vi.waitFor(() => expect(reports.filter(isStepped)).toHaveLength(3));
    // The worker saves before it waits for the next command; answers come in order.
    await client.probeDevice();
    await client.probeDevice();
    client.resume("a");
    await ended;

    expect(reports.at(-1)).toEqual({ kind: "job-finished", jobId: "a" });
    const withoutEngine = (all: readonly TrainingReport[]) =>
      finishedOf(all).map(({ engine, gradientNorm, ...rest }) => rest);
    expect(withoutEngine(reports)).toEqual(withoutEngine(undisturbed));
    expect(finishedOf(reports).map(({ engine }) => engine)).toEqual(Array(3).fill("javascript"));
    expect(starts).toHaveLength(3);
    for (const start of starts) expect(start?.status.step).toBeGreaterThanOrEqual(10);
    expect(troubles).toEqual([
      {
        kind: "engine-failed",
        failure: { engine: "webgpu", reason: "lost-device", detail: "the GPU was lost" },
      },
    ]);
    expect(client.selection()).toBe("automatic");
  });

  it("does not take finished runs with it", async () => {
    const breaksLater: TrainingEngine = {
      id: "tfjs",
      backend: "webgpu",
      async createRun(spec, checkpoint) {
        if (spec.replicaIndex === 1) throw new Error("the GPU was lost");
        return javascriptEngine.createRun(spec, checkpoint);
      },
    };
    const { client, run, troubles } = aConnectedClient({
      loadEngine: async (choice) => (choice === "tfjs-webgpu" ? breaksLater : wasmEngine),
    });
    client.chooseEngine("tfjs-webgpu");

    const reports = await run(aRace);

    expect(finishedOf(reports).map(({ runIndex, engine }) => [runIndex, engine])).toEqual([
      [0, "tfjs"],
      [1, "wasm"],
      [2, "wasm"],
    ]);
    expect(troubles).toHaveLength(1);
  });

  it("fails a job when no engine can train it, after trying all that it may", async () => {
    const tried: EngineChoice[] = [];
    const { run, client } = aConnectedClient({
      loadEngine: async (choice) => {
        tried.push(choice);
        throw new Error("not here");
      },
    });

    const reports = await run(aJob({ jobId: "a", runs: runsOf(0) }));

    expect(tried).toEqual(["wasm", "javascript"]);
    expect(reports).toEqual([{ kind: "job-failed", jobId: "a", reason: "engine-error", detail: "not here" }]);
    const answer = await client.measureSpeed(6);
    expect(answer).toMatchObject({ ok: false, failure: { reason: "other", detail: "not here" } });
  });

  it.each([
    ["missing-simd", new WebAssembly.CompileError("Wasm SIMD unsupported")],
    ["out-of-memory", new RangeError("the network and its rows do not fit into the engine's memory")],
  ] as const)("says what the device lacks: %s", async (reason, error) => {
    const { run, troubles } = aConnectedClient({
      loadEngine: async (choice) => {
        if (choice === "wasm") throw error;
        return javascriptEngine;
      },
    });

    const reports = await run(aRace);

    expect(finishedOf(reports)).toHaveLength(3);
    expect(troubles).toMatchObject([{ kind: "engine-failed", failure: { engine: "wasm", reason } }]);
  });

  it("is left out of the choice, with a word about why", async () => {
    const { client, troubles } = aConnectedClient({
      loadEngine: async (choice) => {
        if (choice === "wasm") throw new WebAssembly.CompileError("Wasm SIMD unsupported");
        return javascriptEngine;
      },
    });

    const answer = await client.measureSpeed(6);

    expect(answer).toMatchObject({ ok: true, speed: { choice: "javascript" } });
    expect(troubles).toMatchObject([{ failure: { engine: "wasm", reason: "missing-simd" } }]);
  });
});

describe("a worker that breaks down", () => {
  it("is opened again, and its run goes on from its last checkpoint to the same result", async () => {
    const undisturbed = await aConnectedClient({ loadEngine: async () => javascriptEngine }).run(aRace);
    const starts: (RunCheckpoint | null)[] = [];
    const { client, run, opened, troubles } = aConnectedClient({
      workerCount: 3,
      loadEngine: async () => aWatchedEngine(starts),
    });
    const running = run(aRace);
    client.pause("a");
    await client.probeDevice();
    client.step("a", 25);
    await Promise.all([0, 1, 2].map(() => client.measureSpeed(6)));
    const startCount = starts.length;
    opened[1]?.breakDown("out of memory");
    client.resume("a");
    const reports = await running;

    expect(opened).toHaveLength(4);
    expect(opened[1]?.isTerminated).toBe(true);
    expect(starts).toHaveLength(startCount + 1);
    expect(starts.at(-1)?.status.step).toBe(25);
    const withoutGradient = (all: readonly TrainingReport[]) =>
      finishedOf(all).map(({ gradientNorm, ...rest }) => rest);
    expect(withoutGradient(reports)).toEqual(withoutGradient(undisturbed));
    expect(troubles).toEqual([]);
  });

  it("fails its jobs when it breaks down again and again", async () => {
    const { client, opened } = aConnectedClient();
    const reports: TrainingReport[] = [];
    client.start(aJob({ jobId: "a", stepBudget: endless, runs: runsOf(0) }), (report) =>
      reports.push(report),
    );

    for (let count = 0; count < 3; count += 1) opened.at(-1)?.breakDown("out of memory");
    client.cancel("a");

    expect(opened).toHaveLength(3);
    expect(reports).toEqual([
      { kind: "job-failed", jobId: "a", reason: "engine-error", detail: "out of memory" },
    ]);
  });

  it("leaves a cancelled job cancelled", async () => {
    const { client, opened } = aConnectedClient();
    const reports: TrainingReport[] = [];
    client.start(aJob({ jobId: "a", stepBudget: endless, runs: runsOf(0) }), (report) =>
      reports.push(report),
    );
    client.cancel("a");
    opened[0]?.breakDown("out of memory");

    expect(reports).toEqual([{ kind: "job-cancelled", jobId: "a" }]);
  });
});

describe("a browser that allows no workers", () => {
  it("fails jobs, and answers that there is no worker", async () => {
    const { client, run, troubles } = aConnectedClient({ refuseWorkers: true, workerCount: 3 });

    expect(await run(aRace)).toMatchObject([{ kind: "job-failed", reason: "engine-error" }]);
    const answer = await client.measureSpeed(6);
    expect(answer).toMatchObject({ ok: false, failure: { reason: "no-worker" } });
    await expect(client.probeDevice()).rejects.toThrow("workers are forbidden here");
    expect(troubles).toEqual([]);
  });
});
