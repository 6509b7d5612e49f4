import { afterEach, describe, expect, it } from "vitest";
import { SeedSchema } from "@/core/random/seed";
import { encodeBase64 } from "@/core/tasks/packed-bits";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import { connectTrainerClient, type TrainerClient, type WorkerPort } from "@/trainer/trainer-client";
import type { TrainingJob, TrainingReport } from "@/trainer/training-job";
import { createTrainingService } from "@/trainer/training-service";
import type { WorkerReply, WorkerRequest } from "@/trainer/worker-messages";

/** The real service behind a port that copies messages as a worker's does, on this thread. */
function aConnectedClient(): { client: TrainerClient; port: WorkerPort } {
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
    engine: javascriptEngine,
    reply: (reply: WorkerReply) =>
      port.onmessage?.({ data: structuredClone(reply) } as MessageEvent<WorkerReply>),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    now: () => performance.now(),
  });
  return { client: connectTrainerClient(port), port };
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

    await client.measureSpeed();

    expect(reports).toHaveLength(reportCount);
    client.resume("a");
    await client.measureSpeed();
    expect(reports.length).toBeGreaterThan(reportCount);
  });

  it("cancels a paused job", async () => {
    const paused = run(aJob("a", endless));
    client.pause("a");
    await run(aJob("b"));
    client.cancel("a");

    expect((await paused).at(-1)).toEqual({ kind: "job-cancelled", jobId: "a" });
  });

  it("measures a speed", async () => {
    const speed = await client.measureSpeed();

    expect(speed.engine).toBe("javascript");
    expect(speed.stepsPerSecond).toBeGreaterThan(0);
    expect(speed.adapter).toBeNull();
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
