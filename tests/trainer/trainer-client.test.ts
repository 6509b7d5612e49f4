import { afterEach, describe, expect, it } from "vitest";
import { javascriptEngine } from "@/trainer/engines/javascript/javascript-engine";
import type { TrainingReport } from "@/trainer/training-job";
import type { WorkerRequest } from "@/trainer/worker-messages";
import { aConnectedClient } from "./support/connected-client";
import { aPopulationEngine } from "./support/population-engine";
import { aJob, endless, reportsOfKind, runsOf } from "./support/some-job";

/** A job whose rate is so small that it never converges. */
function aLongJob(jobId: string, stepBudget = 200, replicaCount = 1) {
  const runs = runsOf(...Array(replicaCount).keys()).map((run) => ({ ...run, learningRate: 1e-4 }));
  return aJob({ jobId, stepBudget, runs, measureValidation: false });
}

const finishedOf = (reports: readonly TrainingReport[]) =>
  reportsOfKind(reports, "run-finished").sort((a, b) => a.runIndex - b.runIndex);

describe("trainer client", () => {
  const { client, run } = aConnectedClient();
  afterEach(() => {
    for (const jobId of ["a", "b"]) client.cancel(jobId);
  });

  it("runs a job and gives its predictions as bytes", async () => {
    client.prepare(aJob().dataset);

    const reports = await run(aLongJob("a"));

    expect(reports.at(-1)).toEqual({ kind: "job-finished", jobId: "a" });
    const [finished] = finishedOf(reports);
    expect(finished?.predictions).toBeInstanceOf(Uint8Array);
    expect(finished?.predictions).toHaveLength(313);
  });

  it("cancels a job while another goes on", async () => {
    const cancelled = run(aLongJob("a", endless));
    const other = run(aLongJob("b"));
    client.cancel("a");

    expect((await cancelled).at(-1)).toEqual({ kind: "job-cancelled", jobId: "a" });
    expect((await other).at(-1)).toEqual({ kind: "job-finished", jobId: "b" });
  });

  it("holds a paused job, lets others finish, and resumes it to the same result", async () => {
    const undisturbed = await run(aLongJob("a", 3000));
    const paused = run(aLongJob("a", 3000));
    client.pause("a");
    await run(aLongJob("b"));
    client.resume("a");

    expect(finishedOf(await paused)).toEqual(finishedOf(undisturbed));
  });

  it("reports nothing of a paused job", async () => {
    const reports: TrainingReport[] = [];
    client.start(aLongJob("a", endless), (report) => reports.push(report));
    client.pause("a");
    await run(aLongJob("b"));
    const reportCount = reports.length;

    await client.measureSpeed(6);

    expect(reports).toHaveLength(reportCount);
    client.resume("a");
    await client.measureSpeed(6);
    expect(reports.length).toBeGreaterThan(reportCount);
  });

  it("does so many steps of a paused job as it is told, then waits again", async () => {
    const reports: TrainingReport[] = [];
    client.start(aLongJob("a", endless), (report) => reports.push(report));
    client.pause("a");
    await run(aLongJob("b"));
    const before = reports.length;

    client.step("a", 7);
    await run(aLongJob("b"));

    const steps = reports.slice(before).map((report) => report.kind === "progress" && report.step);
    expect(steps.at(-1)).toBe(7);
    client.step("a", 1);
    await run(aLongJob("b"));
    expect(reports.at(-1)).toMatchObject({ kind: "progress", step: 8 });
  });

  it("cancels a paused job", async () => {
    const paused = run(aLongJob("a", endless));
    client.pause("a");
    await run(aLongJob("b"));
    client.cancel("a");

    expect((await paused).at(-1)).toEqual({ kind: "job-cancelled", jobId: "a" });
  });

  it("ends when every run of a job is cancelled by itself", async () => {
    const running = run(aLongJob("a", endless, 3));
    for (const runIndex of [0, 2, 1]) client.cancelRun("a", runIndex);

    expect((await running).at(-1)).toEqual({ kind: "job-finished", jobId: "a" });
    expect(finishedOf(await running)).toEqual([]);
  });

  it("measures the speed of the engine that was chosen", async () => {
    client.chooseEngine("javascript");
    const answer = await client.measureSpeed(6);
    client.chooseEngine("automatic");

    if (!answer.ok) throw new Error(answer.failure.detail);
    expect(answer.speed).toMatchObject({ choice: "javascript", engine: "javascript", backend: null });
    expect(answer.speed.shape.inputDimension).toBe(6);
    expect(answer.speed.stepsPerSecond).toBeGreaterThan(0);
  });

  it("says what the device offers", async () => {
    expect(await client.probeDevice()).toEqual({ gpu: "no-adapter", adapter: null });
  });
});

describe("a client with several workers", () => {
  const startsOf = (requests: readonly WorkerRequest[]) =>
    requests.flatMap((request) => (request.kind === "start" ? [request] : []));

  it("trains every run in a worker of its own, to the same results as in one", async () => {
    const one = aConnectedClient({ workerCount: 1 });
    const three = aConnectedClient({ workerCount: 3 });

    const alone = await one.run(aLongJob("a", 300, 5));
    const spread = await three.run(aLongJob("a", 300, 5));

    expect(finishedOf(spread)).toEqual(finishedOf(alone));
    expect(spread.at(-1)).toEqual({ kind: "job-finished", jobId: "a" });
    expect([one.opened.length, three.opened.length]).toEqual([1, 3]);
    const runCounts = three.opened.map(({ requests }) =>
      startsOf(requests).map((start) => start.job.runs.length),
    );
    expect(runCounts.flat()).toEqual([1, 1, 1, 1, 1]);
    for (const runs of runCounts) expect(runs.length).toBeGreaterThan(0);
  });

  it("opens no more workers than it needs", async () => {
    const { run, opened } = aConnectedClient({ workerCount: 8 });
    await run(aLongJob("a", 50, 2));

    expect(opened).toHaveLength(2);
  });

  it("gives an engine that trains together the whole job in one worker", async () => {
    const loadEngine = async () => aPopulationEngine();
    const { client, run, opened } = aConnectedClient({ workerCount: 3, loadEngine });
    client.chooseEngine("webgpu");

    const reports = await run(aLongJob("a", 100, 5));

    expect(finishedOf(reports).map((report) => report.runIndex)).toEqual([0, 1, 2, 3, 4]);
    expect(opened).toHaveLength(1);
    expect(startsOf(opened[0]?.requests ?? []).map((start) => start.job.runs.length)).toEqual([5]);
  });

  it("pauses, steps and cancels all runs of a job", async () => {
    const { client, run } = aConnectedClient({ workerCount: 3 });
    const reports: TrainingReport[] = [];
    client.start(aLongJob("a", endless, 3), (report) => reports.push(report));
    client.pause("a");
    await run(aLongJob("b"));
    client.step("a", 5);
    await run(aLongJob("b"));

    const stepsOf = (runIndex: number) =>
      reportsOfKind(reports, "progress").findLast((report) => report.runIndex === runIndex)?.step;
    expect([0, 1, 2].map(stepsOf)).toEqual([5, 5, 5]);
    client.cancel("a");
    await run(aLongJob("b"));
    expect(reports.at(-1)).toEqual({ kind: "job-cancelled", jobId: "a" });
    expect(reports.filter((report) => report.kind === "job-cancelled")).toHaveLength(1);
  });

  it("refuses a job with bad labels once, whatever its other runs do", async () => {
    const { run } = aConnectedClient({ workerCount: 3 });
    const job = aLongJob("a", endless, 3);
    const reports = await run({ ...job, dataset: { ...job.dataset, trainingLabels: "%" } });

    expect(reports).toMatchObject([{ kind: "job-failed", jobId: "a", reason: "bad-labels" }]);
  });

  it("adds up the speeds of the workers that a race would use", async () => {
    const { client, opened } = aConnectedClient({ workerCount: 7 });
    client.chooseEngine("javascript");
    const answer = await client.measureSpeed(6);

    expect(answer).toMatchObject({ ok: true, speed: { replicaCount: 5 } });
    expect(opened).toHaveLength(5);
  });

  it("measures the GPU with the race's replicas together, and only where there is one", async () => {
    const loadEngine = async (choice: string) =>
      choice === "webgpu" ? aPopulationEngine() : { ...javascriptEngine };
    const measuredEngines = (requests: readonly WorkerRequest[]) =>
      requests.flatMap((request) =>
        request.kind === "measure-speed" ? [[request.engine, request.replicaCount]] : [],
      );

    const withGpu = aConnectedClient({ loadEngine, device: { gpu: "available", adapter: "a GPU" } });
    await withGpu.client.measureSpeed(6);
    expect(measuredEngines(withGpu.opened[0]?.requests ?? [])).toEqual([
      ["webgpu", 5],
      ["wasm", 1],
      ["javascript", 1],
    ]);

    for (const gpu of ["fallback-adapter", "no-adapter", "insecure-context"] as const) {
      const without = aConnectedClient({ loadEngine, device: { gpu, adapter: "software" } });
      await without.client.measureSpeed(6);
      expect(measuredEngines(without.opened[0]?.requests ?? []).map(([engine]) => engine)).toEqual([
        "wasm",
        "javascript",
      ]);
    }
  });
});
