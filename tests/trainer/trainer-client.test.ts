import { afterEach, describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { encodeBase64 } from "@/core/tasks/packed-bits";
import type { EngineChoice } from "@/trainer/engine-choice";
import type { EngineLoader } from "@/trainer/engine-loader";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { wasmEngine } from "@/trainer/engines/wasm/wasm-engine";
import {
  connectTrainerClient,
  type EngineTrouble,
  type TrainerClient,
  type WorkerPort,
} from "@/trainer/trainer-client";
import type { TrainingEngine } from "@/trainer/training-engine";
import type { TrainingJob, TrainingReport } from "@/trainer/training-job";
import { createTrainingService } from "@/trainer/training-service";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

/** The real service behind a port that copies messages as a worker's does, on this thread. */
function aConnectedClient(
  loadEngine: EngineLoader = async (choice) => (choice === "wasm" ? wasmEngine : javascriptEngine),
  memory: Storage | null = null,
): { client: TrainerClient; port: WorkerPort } {
  const port: WorkerPort = {
    postMessage(request) {
      const copy: WorkerRequest = structuredClone(request);
      setImmediate(() => handle(copy));
    },
    terminate: () => {},
    onmessage: null,
    onerror: null,
  };
  const handle = createTrainingService({
    loadEngine,
    probeDevice: async () => ({ gpu: "available", adapter: "test adapter" }),
    reply: (reply: WorkerReply) =>
      port.onmessage?.({ data: structuredClone(reply) } as MessageEvent<WorkerReply>),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
  });
  return { client: connectTrainerClient(port, { selection: memory, speeds: memory }), port };
}

const labels = (rowCount: number) => encodeBase64(new Uint8Array(rowCount / 8).fill(0b01010101));

function aJob(jobId: string, stepBudget = 200): TrainingJob {
  return {
    jobId,
    dataset: {
      publicSeed: SeedSchema.parse("1".repeat(32)),
      inputDimension: 6,
      trainingSampleCount: 80,
      validationSampleCount: 40,
      testSampleCount: 40,
      batchSize: 20,
      trainingLabels: labels(80),
      validationLabels: labels(40),
    },
    design: { depth: 2, width: 5, learningRate: 0.01 },
    stepBudget,
    runSeed: SeedSchema.parse("2".repeat(32)),
    replicaIndices: [0],
    measureValidation: false,
    predictTest: true,
  };
}

const endless = Number.MAX_SAFE_INTEGER;
const isLast = (report: TrainingReport) => report.kind !== "progress" && report.kind !== "replica-finished";

describe("trainer client", () => {
  const { client } = aConnectedClient();
  afterEach(() => {
    for (const jobId of ["a", "b"]) client.cancel(jobId);
  });

  /** All reports of a job up to its last. */
  function run(job: TrainingJob): Promise<TrainingReport[]> {
    const reports: TrainingReport[] = [];
    return new Promise((resolve) => {
      client.start(job, (report) => {
        reports.push(report);
        if (isLast(report)) resolve(reports);
      });
    });
  }

  it("runs a job and gives its predictions as bytes", async () => {
    client.prepare(aJob("a").dataset);

    const reports = await run(aJob("a"));

    expect(reports.at(-1)).toEqual({ kind: "job-finished", jobId: "a" });
    const finished = reports.find((report) => report.kind === "replica-finished");
    expect(finished?.predictions).toBeInstanceOf(Uint8Array);
    expect(finished?.predictions).toHaveLength(5);
  });

  it("cancels a job while another goes on", async () => {
    const cancelled = run(aJob("a", endless));
    const other = run(aJob("b"));
    client.cancel("a");

    expect((await cancelled).at(-1)).toEqual({ kind: "job-cancelled", jobId: "a" });
    expect((await other).at(-1)).toEqual({ kind: "job-finished", jobId: "b" });
  });

  it("holds a paused job, lets others finish, and resumes it to the same result", async () => {
    const undisturbed = await run({ ...aJob("a", 3000) });
    const paused = run(aJob("a", 3000));
    client.pause("a");
    await run(aJob("b"));
    client.resume("a");

    const finished = (reports: TrainingReport[]) =>
      reports.filter((report) => report.kind === "replica-finished");
    expect(finished(await paused)).toEqual(finished(undisturbed));
  });

  it("reports nothing of a paused job", async () => {
    const reports: TrainingReport[] = [];
    client.start(aJob("a", endless), (report) => reports.push(report));
    client.pause("a");
    await run(aJob("b"));
    const reportCount = reports.length;

    await client.measureSpeed(6);

    expect(reports).toHaveLength(reportCount);
    client.resume("a");
    await client.measureSpeed(6);
    expect(reports.length).toBeGreaterThan(reportCount);
  });

  it("cancels a paused job", async () => {
    const paused = run(aJob("a", endless));
    client.pause("a");
    await run(aJob("b"));
    client.cancel("a");

    expect((await paused).at(-1)).toEqual({ kind: "job-cancelled", jobId: "a" });
  });

  it("measures the speed of the engine that was chosen", async () => {
    client.chooseEngine("javascript");
    const speed = await client.measureSpeed(6);
    client.chooseEngine("automatic");

    expect(speed).toMatchObject({ choice: "javascript", engine: "javascript", backend: null });
    expect(speed.shape.inputDimension).toBe(6);
    expect(speed.stepsPerSecond).toBeGreaterThan(0);
  });

  it("says what the device offers", async () => {
    expect(await client.probeDevice()).toEqual({ gpu: "available", adapter: "test adapter" });
  });

  it("fails every job of a worker that stops", async () => {
    const broken = aConnectedClient();
    const reports: TrainingReport[] = [];
    broken.client.start(aJob("a", endless), (report) => reports.push(report));

    broken.port.onerror?.({ message: "out of memory" } as ErrorEvent);
    broken.client.cancel("a");

    expect(reports).toEqual([
      { kind: "job-failed", jobId: "a", reason: "engine-error", detail: "out of memory" },
    ]);
  });
});

describe("a trainer client whose engines break", () => {
  function reportsOf(client: TrainerClient, job: TrainingJob): Promise<TrainingReport[]> {
    const reports: TrainingReport[] = [];
    return new Promise((resolve) => {
      client.start(job, (report) => {
        reports.push(report);
        if (isLast(report)) resolve(reports);
      });
    });
  }

  /** Breaks at its replica 1. */
  const breaksLater: TrainingEngine = {
    id: "tfjs",
    backend: "webgpu",
    async createRun(spec, checkpoint) {
      if (spec.replicaIndex === 1) throw new Error("the GPU was lost");
      return javascriptEngine.createRun(spec, checkpoint);
    },
  };

  it("goes on with another engine from the replica that broke, and says so", async () => {
    const { client } = aConnectedClient(async (choice) =>
      choice === "tfjs-webgpu" ? breaksLater : wasmEngine,
    );
    const troubles: EngineTrouble[] = [];
    client.watchEngines((trouble) => troubles.push(trouble));
    client.chooseEngine("tfjs-webgpu");

    const reports = await reportsOf(client, { ...aJob("a"), replicaIndices: [0, 1, 2] });

    expect(troubles).toEqual([{ kind: "engine-failed", engine: "tfjs-webgpu", detail: "the GPU was lost" }]);
    const finished = reports.filter((report) => report.kind === "replica-finished");
    expect(finished.map((report) => report.replicaIndex)).toEqual([0, 1, 2]);
    expect(reports.at(-1)).toEqual({ kind: "job-finished", jobId: "a" });
    expect(client.selection()).toBe("automatic");
  });

  it("fails a job when no engine can train it, after trying all that it may", async () => {
    const tried: EngineChoice[] = [];
    const { client } = aConnectedClient(async (choice) => {
      tried.push(choice);
      throw new Error("not here");
    });

    const reports = await reportsOf(client, aJob("a"));

    expect(tried).toEqual(["wasm", "javascript"]);
    const detail = "Error: not here";
    expect(reports).toEqual([{ kind: "job-failed", jobId: "a", reason: "engine-error", detail }]);
    await expect(client.measureSpeed(6)).rejects.toThrow("not here");
  });

  it("picks the engine that runs when another does not", async () => {
    const { client } = aConnectedClient(async (choice) => {
      if (choice === "wasm") throw new Error("no SIMD");
      return javascriptEngine;
    });

    expect((await client.measureSpeed(6)).choice).toBe("javascript");
  });

  it("rejects the speed of a chosen engine that does not run", async () => {
    const { client } = aConnectedClient(async () => Promise.reject(new Error("tfjs has no webgpu here")));
    client.chooseEngine("tfjs-webgpu");

    await expect(client.measureSpeed(6)).rejects.toThrow("tfjs has no webgpu here");
  });
});
